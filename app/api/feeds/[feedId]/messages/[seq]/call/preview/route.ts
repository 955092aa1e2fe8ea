import { messageParams } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';
import { previewCall } from '@/lib/understanding/preview-call';
import { understanding } from '@/lib/understanding/schema';

export const POST = route(
  { gate: 'steppedUp', params: messageParams, body: understanding },
  ({ user, params, body }) => previewCall(user, params.feedId, params.seq, body),
);
