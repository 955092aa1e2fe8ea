import { feedParams, notifySettings } from '@/lib/feeds/schema';
import { setNotify } from '@/lib/feeds/set-notify';
import { route } from '@/lib/http/route';

export const PUT = route(
  { gate: 'signedIn', params: feedParams, body: notifySettings },
  ({ user, params, body }) => setNotify(user, params.feedId, body),
);
