import type { QueryClient } from '@tanstack/react-query';
import { fetchJson } from '@/components/ui/requests/fetch-json';
import { noteSeenHere, seenHere } from '@/components/unread/seen-here';
import type { ShellFeeds } from '@/lib/shell/dto';
import type { FeedUnread } from '@/lib/unread/dto';

/** Whoever changes memberships or reads a feed may invalidate this; the navigation follows. */
export const shellKeys = { feeds: ['shell', 'feeds'] as const };

/** An answer that left the server before it heard what was seen here counts none of that. */
export const fetchShellFeeds = async (withinMs?: number) =>
  withSeen(await fetchJson<ShellFeeds>('/api/shell', { withinMs }));

/** The same lists with each feed as `change` makes it. */
export function mapFeeds(
  { userId, channels, bots, chats }: ShellFeeds,
  change: <T extends FeedUnread>(feed: T) => T,
): ShellFeeds {
  return { userId, channels: channels.map(change), bots: bots.map(change), chats: chats.map(change) };
}

/** The reader has seen the feed up to `seq`: nothing of it is counted until more comes, whenever the server notes that. */
export function noteSeen(client: QueryClient, feedId: number, seq: number) {
  client.setQueryData<ShellFeeds>(shellKeys.feeds, (feeds) => {
    if (!feeds) return feeds;
    noteSeenHere(feeds, feedId, seq);
    return withSeen(feeds);
  });
}

/** What was seen here is not counted, whatever else came. */
function withSeen(feeds: ShellFeeds): ShellFeeds {
  return mapFeeds(feeds, (feed) => {
    const seq = seenHere(feeds, feed.feedId);
    return feed.seenSeq < seq ? seenUpTo(feed, seq) : feed;
  });
}

/** The feed, of which at most the messages after `seq` are unread. */
export function seenUpTo<T extends FeedUnread>(feed: T, seq: number): T {
  const lastSeq = Math.max(feed.lastSeq, seq);
  const most = lastSeq - seq;
  const [unread, mentions] = [Math.min(feed.unread, most), Math.min(feed.mentions, most)];
  return { ...feed, lastSeq, seenSeq: seq, unread, mentions };
}
