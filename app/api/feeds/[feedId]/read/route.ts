import { markRead } from '@/lib/feeds/mark-read';
import { feedParams, readUpTo } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';

export const PUT = route({ gate: 'signedIn', params: feedParams, body: readUpTo }, ({ user, params, body }) =>
  markRead(user, params.feedId, body.seq),
);
