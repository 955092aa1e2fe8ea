import { route } from '@/lib/http/route';
import { tokenParamsSchema } from '@/lib/webhook-tokens/schema';
import { tokenEvents } from '@/lib/webhook-tokens/token-events';

export const GET = route({ gate: 'steppedUp', params: tokenParamsSchema }, ({ user, params, request }) =>
  tokenEvents(user, params.tokenId, request.signal),
);
