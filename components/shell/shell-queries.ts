import type { QueryClient } from '@tanstack/react-query';
import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { ShellFeeds } from '@/lib/shell/dto';
import type { FeedUnread } from '@/lib/unread/dto';

/** Whoever changes memberships or reads a feed may invalidate this; the navigation follows. */
export const shellKeys = { feeds: ['shell', 'feeds'] as const };

export const fetchShellFeeds = (withinMs?: number) => fetchJson<ShellFeeds>('/api/shell', { withinMs });

/** The same lists with each feed as `change` makes it. */
export function mapFeeds(
  { userId, channels, bots, chats }: ShellFeeds,
  change: <T extends FeedUnread>(feed: T) => T,
): ShellFeeds {
  return { userId, channels: channels.map(change), bots: bots.map(change), chats: chats.map(change) };
}

/** The reader has seen the feed up to `seq`: nothing of it is counted until more comes, whenever the server notes that. */
export function noteSeen(client: QueryClient, feedId: number, seq: number) {
  client.setQueryData<ShellFeeds>(
    shellKeys.feeds,
    (feeds) =>
      feeds &&
      mapFeeds(feeds, (feed) =>
        feed.feedId === feedId && feed.lastSeq <= seq
          ? { ...feed, unread: 0, mentions: 0, lastSeq: seq, seenSeq: seq }
          : feed,
      ),
  );
}
