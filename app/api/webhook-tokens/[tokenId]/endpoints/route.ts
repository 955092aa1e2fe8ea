import { route } from '@/lib/http/route';
import { revealEndpoints } from '@/lib/webhook-tokens/reveal-endpoints';
import { endpointChoiceSchema, tokenParamsSchema } from '@/lib/webhook-tokens/schema';

// POST, because it leaves a row on the audit trail and must not be prefetched.
export const POST = route(
  { gate: 'steppedUp', params: tokenParamsSchema, body: endpointChoiceSchema },
  ({ user, params, body }) => revealEndpoints(user, params.tokenId, body),
);
