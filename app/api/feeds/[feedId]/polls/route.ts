import { feedParams } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';
import { readPolls } from '@/lib/polls/read-polls';
import { pollsQuery } from '@/lib/polls/schema';

export const GET = route(
  { gate: 'signedIn', params: feedParams, query: pollsQuery },
  async ({ user, params, query }) => ({ polls: await readPolls(user, params.feedId, query.of) }),
);
