import { route } from '@/lib/http/route';
import { eventStreamReply } from '@/lib/streams/line/events';
import { openStream } from '@/lib/streams/open-stream';
import { streamQuery } from '@/lib/streams/schema';

export const dynamic = 'force-dynamic';

export const GET = route({ gate: 'signedIn', query: streamQuery }, async ({ user, query, request }) => {
  const wanted = [
    ...query.feeds.map(({ feedId, after }) => ({ topic: { kind: 'feed', feedId } as const, after })),
    ...query.tokens.map((tokenId) => ({ topic: { kind: 'token', tokenId } as const, after: 0 })),
    ...query.handlers.map(({ feedId, after }) => ({ topic: { kind: 'handler', feedId } as const, after })),
    ...(query.unread ? [{ topic: { kind: 'unread' } as const, after: 0 }] : []),
  ];
  return eventStreamReply(await openStream(user, wanted, { signal: request.signal }));
});
