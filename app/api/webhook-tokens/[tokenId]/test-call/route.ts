import { route } from '@/lib/http/route';
import { testCallBodySchema } from '@/lib/trial-calls/schema';
import { tryCall } from '@/lib/trial-calls/try-call';
import { tokenParamsSchema } from '@/lib/webhook-tokens/schema';

export const POST = route(
  { gate: 'steppedUp', params: tokenParamsSchema, body: testCallBodySchema },
  ({ user, params, body }) => tryCall(user, params.tokenId, body),
);
