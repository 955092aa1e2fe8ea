import { messageParams } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';
import { pressButton } from '@/lib/message-actions/press-button';
import { press } from '@/lib/message-actions/schema';

export const POST = route(
  { gate: 'signedIn', params: messageParams, body: press },
  ({ user, params, body }) => pressButton(user, params.feedId, params.seq, body.button),
);
