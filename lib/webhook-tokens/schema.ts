import { z } from 'zod';
import { tokenNameProblem } from './policies/name-policy';
import { OUTCOME_FILTERS, STATUS_FILTER } from './policies/outcome-policy';

/** A token's name, trimmed. */
const tokenNameSchema = z
  .string('Give the token a name.')
  .trim()
  .superRefine((name, context) => {
    const message = tokenNameProblem(name);
    if (message) context.addIssue({ code: 'custom', message });
  });

export const tokenParamsSchema = z.object({ tokenId: z.uuid('This is not the id of a token.') });

export const tokenNameBodySchema = z.object({ name: tokenNameSchema });

export const tokenStatusBodySchema = z.object({ enabled: z.boolean('Say true or false.') });

export const chartQuerySchema = z.object({ range: z.enum(['1h', '24h', '7d', '30d']).default('24h') });

export const invocationParamsSchema = tokenParamsSchema.extend({
  invocationId: z.uuid('This is not the id of a call.'),
});

export const invocationsQuerySchema = z.object({
  /** The id of the last call on the previous page. */
  before: z.uuid().optional(),
  /** A kind of outcome, or an error code. */
  outcome: z
    .enum(OUTCOME_FILTERS, 'Say accepted, test, replayed, refused, failed or an error code.')
    .optional(),
  /** One status, or a whole hundred. */
  status: z.string().regex(STATUS_FILTER, 'Give a status such as 404, or 2xx, 4xx or 5xx.').optional(),
  endpoint: z.string().max(100).optional(),
  /** The target exactly as the history has it. */
  target: z.string().max(200).optional(),
  /** Only calls of this last period. */
  within: z.enum(['1h', '24h', '7d', '30d']).optional(),
  /** Searched in target, reason, address, user agent and request id, ignoring case. */
  search: z.string().trim().max(200).optional(),
});

export type InvocationFilters = z.output<typeof invocationsQuerySchema>;

/** A choice in Get Webhook URL: a channel's or bot's unique name, or an extension's number. */
export const endpointChoiceSchema = z.object({
  module: z.enum(['channels', 'bots', 'extensions']),
  option: z.string().min(1).max(100),
});

export type EndpointChoice = z.output<typeof endpointChoiceSchema>;
