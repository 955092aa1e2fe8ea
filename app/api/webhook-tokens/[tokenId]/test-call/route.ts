import { route } from '@/lib/http/route';
import { testCallBodySchema } from '@/lib/test-calls/schema';
import { sendTest } from '@/lib/test-calls/send-test';
import { tokenParamsSchema } from '@/lib/webhook-tokens/schema';

export const POST = route(
  { gate: 'steppedUp', params: tokenParamsSchema, body: testCallBodySchema },
  ({ user, params, body }) => sendTest(user, params.tokenId, body),
);
