import { feedEvents } from '@/lib/feeds/feed-events';
import { feedParams, feedStart, lastEventId } from '@/lib/feeds/schema';

import { route } from '@/lib/http/route';
import { eventStreamReply } from '@/lib/streams/line/events';

export const dynamic = 'force-dynamic';

export const GET = route(
  { gate: 'signedIn', params: feedParams, query: feedStart },
  async ({ user, params, query, request }) => {
    const resumed = lastEventId.parse(request.headers.get('last-event-id') || undefined);
    const after = resumed ?? query.after ?? 0;
    return eventStreamReply(await feedEvents(user, params.feedId, { after, signal: request.signal }));
  },
);
