import { route } from '@/lib/http/route';
import { tokenParamsSchema, tokenStatusBodySchema } from '@/lib/webhook-tokens/schema';
import { setTokenStatus } from '@/lib/webhook-tokens/set-token-status';

export const PUT = route(
  { gate: 'steppedUp', params: tokenParamsSchema, body: tokenStatusBodySchema },
  ({ user, params, body }) => setTokenStatus(user, params.tokenId, body.enabled),
);
