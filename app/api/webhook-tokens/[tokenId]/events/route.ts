import { route } from '@/lib/http/route';
import { eventStreamReply } from '@/lib/streams/line/events';
import { tokenParamsSchema } from '@/lib/webhook-tokens/schema';
import { tokenEvents } from '@/lib/webhook-tokens/token-events';

export const GET = route(
  { gate: 'steppedUp', params: tokenParamsSchema },
  async ({ user, params, request }) =>
    eventStreamReply(await tokenEvents(user, params.tokenId, { signal: request.signal })),
);
