import { route } from '@/lib/http/route';
import { listInvocations } from '@/lib/webhook-tokens/list-invocations';
import { invocationsQuerySchema, tokenParamsSchema } from '@/lib/webhook-tokens/schema';

export const GET = route(
  { gate: 'steppedUp', params: tokenParamsSchema, query: invocationsQuerySchema },
  ({ user, params, query, request }) =>
    listInvocations(user, params.tokenId, query, { signal: request.signal }),
);
