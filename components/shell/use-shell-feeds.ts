'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { subscribe } from '@/components/live/live-topics';
import { useNotifier } from '@/components/notifications/use-notifier';
import { useWithNotifyWishes } from '@/components/notifications/use-notify-settings';
import { noteAnswered, useConnection } from '@/components/ui/requests/connection';
import { feedsInSight, onAttention } from '@/components/unread/attention';
import { tabBadge } from '@/components/unread/tab-badge';
import { everyFeed, totalOf } from '@/components/unread/unread-total';
import type { ShellFeeds } from '@/lib/shell/dto';
import type { FeedUnread, UnreadNews } from '@/lib/unread/dto';
import type { ShellData } from './shell-context';
import { fetchShellFeeds, mapFeeds, seenUpTo, shellKeys } from './shell-queries';

/** The pause between questions while there is no stream or no answer. */
const ASK_AGAIN_MS = 30_000;

/** What the navigation lists: told by the stream that all tabs share. The tab's title and icon say how much is unread. */
export function useShellFeeds(initial: ShellFeeds, user: ShellData['user']): ShellFeeds {
  const client = useQueryClient();
  /** What the stream told since the list at hand was asked for. What it told before is older than that list. */
  const held = useRef(new Map<number, FeedUnread>());
  const [isLive, setIsLive] = useState(false);
  const connection = useConnection();
  const { data } = useQuery({
    queryKey: shellKeys.feeds,
    queryFn: async () => {
      held.current.clear();
      return withUnread(await fetchShellFeeds(), held.current);
    },
    initialData: initial,
    refetchInterval: isLive && connection === 'answering' ? false : ASK_AGAIN_MS,
  });
  const hear = useNotifier(data, user);
  const hearNow = useRef(hear);
  hearNow.current = hear;
  useEffect(
    () =>
      subscribeUnread({
        onLive: setIsLive,
        onLost: () => void client.invalidateQueries({ queryKey: shellKeys.feeds }),
        onNews(news) {
          hearNow.current(news);
          take(client, held.current, news);
        },
      }),
    [client],
  );
  const inSight = useSyncExternalStore(onAttention, feedsInSight, () => '');
  const feeds = useMemo(() => withoutSeen(data, inSight.split(',').map(Number)), [data, inSight]);
  useTabBadge(totalOf(feeds));
  return useWithNotifyWishes(feeds);
}

type Subscription = {
  onNews: (news: UnreadNews) => void;
  onLive: (isLive: boolean) => void;
  /** There is no stream to be had now. */
  onLost: () => void;
};

function subscribeUnread({ onNews, onLive, onLost }: Subscription) {
  return subscribe({
    topic: 'unread',
    alsoHidden: true,
    after: () => 0,
    onEvent: ({ name, data }) => name === 'unread' && onNews(JSON.parse(data)),
    onOpen() {
      noteAnswered();
      onLive(true);
    },
    onLost: () => onLive(false),
    onPoll: onLost,
  });
}

/** Notes what a stream told. News of a feed that is not listed mean that somebody joined or was removed, or a chat began. */
function take(client: QueryClient, held: Map<number, FeedUnread>, { all, feeds }: UnreadNews) {
  const told = new Map(feeds.map(({ calledAt, ...one }) => [one.feedId, one]));
  for (const [feedId, one] of told) held.set(feedId, one);
  const listed = client.setQueryData<ShellFeeds>(
    shellKeys.feeds,
    (before) => before && withUnread(before, told),
  );
  if (!listed) return;
  const known = new Set(everyFeed(listed).map(({ feedId }) => feedId));
  const unlisted = feeds.filter(({ feedId }) => !known.has(feedId));
  const isNew = unlisted.some(({ feedId, lastSeq }) => passedOver.get(feedId) !== lastSeq);
  const isGone = all && [...known].some((feedId) => !told.has(feedId));
  for (const { feedId, lastSeq } of unlisted) passedOver.set(feedId, lastSeq);
  if (isNew || isGone) void client.invalidateQueries({ queryKey: shellKeys.feeds });
}

/** Feeds that the list leaves out, such as empty chats. The list is fetched once for each newest message of such a feed. */
const passedOver = new Map<number, number>();

/** Puts what the stream told over a list that may be older. Where the list counts further, only the settings are put over it. */
function withUnread(feeds: ShellFeeds, told: ReadonlyMap<number, FeedUnread>): ShellFeeds {
  return mapFeeds(feeds, (feed) => {
    const news = told.get(feed.feedId);
    if (!news) return feed;
    if (news.lastSeq >= feed.lastSeq && news.seenSeq >= feed.seenSeq) return { ...feed, ...news };
    // The server has not heard yet what was seen here.
    if (news.lastSeq > feed.lastSeq) return seenUpTo({ ...feed, ...news }, feed.seenSeq);
    return { ...feed, muted: news.muted, notify: news.notify };
  });
}

/** Counts nothing in feeds that are in sight, even before the server has noted them as read. */
function withoutSeen(feeds: ShellFeeds, seen: number[]): ShellFeeds {
  return mapFeeds(feeds, (feed) => (seen.includes(feed.feedId) ? { ...feed, unread: 0, mentions: 0 } : feed));
}

function useTabBadge(count: number) {
  const badge = useRef<ReturnType<typeof tabBadge>>(undefined);
  useEffect(() => {
    badge.current = tabBadge();
    return () => badge.current?.end();
  }, []);
  useEffect(() => badge.current?.show(count), [count]);
}
