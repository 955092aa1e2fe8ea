'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';
import { isLeading } from '@/components/live/live-topics';
import { isWatched, setPlayer } from '@/components/unread/attention';
import { watchedHere } from '@/components/unread/seen-here';
import { everyFeed } from '@/components/unread/unread-total';
import { beforeLeaving } from '@/components/unsaved/unsaved';
import type { Callable } from '@/lib/messages/called-policy';
import type { ShellFeeds } from '@/lib/shell/dto';
import type { FeedNews, UnreadNews } from '@/lib/unread/dto';
import { notifyAfter } from '@/lib/unread/telling-policy';
import { notifiedFeed } from './notified-feed';
import { playSound } from './sound';

type Heard = { news: FeedNews; after: number };

const MOST_EARLY = 20;

/**
 * Tells of new messages by notification and sound. Every tab hears of them and notes how far, but only the tab with the stream
 * tells, so that each message is told once.
 * @returns the function that takes the news.
 */
export function useNotifier(feeds: ShellFeeds, person: Callable): (news: UnreadNews) => void {
  const router = useRouter();
  const known = useRef<Map<number, number>>(undefined);
  known.current ??= new Map(everyFeed(feeds).map(({ feedId, lastSeq }) => [feedId, lastSeq]));
  const now = useRef({ feeds, person });
  now.current = { feeds, person };
  /** News of feeds that are not listed yet, such as a chat that just began. */
  const early = useRef<Heard[]>([]);
  useEffect(() => setPlayer(playSound), []);

  const tell = useCallback(
    ({ news, after }: Heard) => {
      const { feeds, person } = now.current;
      const listed = notifiedFeed(feeds, news.feedId);
      if (!listed) return false;
      // The code of offers and of telling is fetched for the first message that needs it.
      if (news.calledAt !== null && !news.muted)
        void import('./offer').then(({ offerNotifications }) => offerNotifications(listed));
      if (!isLeading() || isWatched(news.feedId)) return true;
      const feed = { ...listed, notify: news.notify, muted: news.muted };
      const open = (href: string) => beforeLeaving(() => router.push(href));
      /** How the feed is listed by then, and up to where it was watched. */
      const latest = () => {
        const { feeds } = now.current;
        const one = notifiedFeed(feeds, news.feedId);
        return one && { ...one, seenSeq: Math.max(news.seenSeq, watchedHere(feeds, one.feedId)) };
      };
      const options = { person, open, latest };
      void import('./tell').then(({ tellOf }) => tellOf(feed, after, options));
      return true;
    },
    [router],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list may have what was missing.
  useEffect(() => {
    early.current = early.current.filter((heard) => !tell(heard));
  }, [feeds, tell]);

  return useCallback(
    ({ all, feeds: told }: UnreadNews) => {
      for (const news of told) {
        const before = known.current?.get(news.feedId) ?? news.seenSeq;
        known.current?.set(news.feedId, Math.max(before, news.lastSeq));
        const after = notifyAfter(news, before, all);
        if (after !== null && !tell({ news, after })) {
          early.current = [...early.current.slice(-MOST_EARLY), { news, after }];
        }
      }
    },
    [tell],
  );
}
