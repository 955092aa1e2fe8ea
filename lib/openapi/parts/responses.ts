import 'server-only';
import { type WireErrorCode, wireStatusOf } from '@/lib/errors';
import { errorReference } from '@/lib/webhooks/answers/reference';
import type { Endpoint } from '@/lib/webhooks/endpoints/table';
import { answersOf } from './answers';
import { errorsOf } from './errors';
import { headerRefs } from './headers';
import type { Example, JsonSchema, Operation, Ref, Response } from './types';

const codes = Object.keys(wireStatusOf) as WireErrorCode[];
const JSON_TYPE = 'application/json';
/**
 * Some answers with these statuses are given before the limits of the token's owner are looked at, so the headers are
 * not promised. The 404 of an unknown URL and the 400 of two tokens have none either, but other answers with these
 * statuses have them.
 */
const WITHOUT_LIMITS: ReadonlySet<number> = new Set([401, 405, 408, 413, 500, 503]);

export const errorSchema: JsonSchema = {
  type: 'object',
  description: 'The answer to every refused call.',
  properties: {
    code: { type: 'string', description: 'What is wrong, for programs.', enum: codes },
    message: { type: 'string', description: 'What is wrong and what to do, for people.' },
    field: {
      type: 'string',
      description: 'Where in the call: a path such as `card.theme`, a parameter or a header.',
    },
    limit: { type: 'integer', description: 'The limit that was passed.' },
    retry_after: { type: 'integer', description: 'Seconds, as in `Retry-After`.' },
  },
  required: ['code', 'message'],
  additionalProperties: false,
};

/** One example for each code. */
export function errorExamples(): Record<string, Example> {
  return Object.fromEntries(
    codes.map((code) => {
      const { when, example } = errorReference[code];
      return [code, { summary: code, description: when, value: { code, ...example } }];
    }),
  );
}

/** The refusals of all endpoints by name; each status with its codes occurs once. */
export function errorResponses(endpoints: readonly Endpoint[]): Record<string, Response> {
  const all = endpoints.flatMap((endpoint) => errorsOf(endpoint));
  return Object.fromEntries(all.map(([status, of]) => [nameOf(of), errorResponse(status, of)]));
}

const nameOf = (of: readonly WireErrorCode[]) => of.join('.');

function errorResponse(status: number, of: readonly WireErrorCode[]): Response {
  const again = status === 429 || status === 503 ? ['Retry-After'] : [];
  const methods = status === 405 ? ['Allow'] : [];
  const limits = WITHOUT_LIMITS.has(status) ? [] : ['RateLimit', 'RateLimit-Policy'];
  return {
    description: of.map((code) => `\`${code}\`: ${errorReference[code].when}`).join('\n\n'),
    headers: headerRefs('X-Request-Id', ...limits, ...again, ...methods),
    content: {
      [JSON_TYPE]: {
        schema: { $ref: '#/components/schemas/Error' },
        examples: Object.fromEntries(of.map((code) => [code, exampleRef(code)])),
      },
    },
  };
}

function exampleRef(name: string): Ref {
  return { $ref: `#/components/examples/${name}` };
}

/** The possible answers of an operation: its successes, then its refusals. HEAD has no bodies. */
export function responsesOf(endpoint: Endpoint, method: string): Operation['responses'] {
  const headers = headerRefs('X-Request-Id', 'RateLimit', 'RateLimit-Policy');
  const successes = answersOf(endpoint).map(({ status, description, body }): [string, Response] => [
    String(status),
    {
      description,
      headers,
      ...(body && method !== 'HEAD'
        ? {
            content: {
              [JSON_TYPE]: {
                schema: { $ref: `#/components/schemas/${body}` },
                examples: { [body]: exampleRef(body) },
              },
            },
          }
        : {}),
    },
  ]);
  const refusals = errorsOf(endpoint).map(([status, of]): [string, Response | Ref] => [
    String(status),
    method === 'HEAD'
      ? { description: of.map((code) => `\`${code}\``).join(', '), headers: headerRefs('X-Request-Id') }
      : { $ref: `#/components/responses/${nameOf(of)}` },
  ]);
  return Object.fromEntries([...successes, ...refusals]);
}
