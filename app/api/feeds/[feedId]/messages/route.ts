import { readFeed } from '@/lib/feeds/read-feed';
import { feedParams, feedRange } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';

export const GET = route(
  { gate: 'signedIn', params: feedParams, query: feedRange },
  ({ user, params, query }) => readFeed(user, params.feedId, query),
);
