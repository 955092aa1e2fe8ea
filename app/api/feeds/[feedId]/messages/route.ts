import { readFeed } from '@/lib/feeds/read-feed';
import { readFeedAround } from '@/lib/feeds/read-feed-around';
import { feedParams, feedRange } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';

export const GET = route(
  { gate: 'signedIn', params: feedParams, query: feedRange },
  ({ user, params, query: { around, ...range } }) =>
    around === undefined ? readFeed(user, params.feedId, range) : readFeedAround(user, params.feedId, around),
);
