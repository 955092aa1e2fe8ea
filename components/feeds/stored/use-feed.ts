'use client';

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { FeedMessage, FeedOpening } from '@/lib/feeds/dto';
import { fetchAround, fetchNewer, fetchNewest, fetchOlder } from '../feed-queries';
import { changeFeed, type FeedChange, startingWith } from './feed-state';
import { openFeedStream, type StreamStatus } from './feed-stream';
import { usePolls } from './use-polls';

type Options = {
  feedId: number;
  opening: FeedOpening;
  /** Whether the reader sees the newest message now. */
  isAtEnd: () => boolean;
  onArrived: (messages: FeedMessage[]) => void;
  /** The feed takes nothing more, or does again. */
  onArchived: (archived: boolean) => void;
};

export type Loading = 'idle' | 'pending' | 'failed';

/** The messages of a feed: the page the server drew, others on demand in both directions, new ones as they come. */
export function useFeed({ feedId, opening, isAtEnd, onArrived, onArchived }: Options) {
  const [state, change] = useReducer(changeFeed, opening, startingWith);
  const [status, setStatus] = useState<StreamStatus>('connecting');
  const lastSeq = useRef(state.lastSeq);
  const handlers = useRef({ isAtEnd, onArrived, onArchived });
  handlers.current = { isAtEnd, onArrived, onArchived };
  const { onPoll, noteVote } = usePolls(feedId, state.messages, change);

  useEffect(
    () =>
      openFeedStream({
        feedId,
        after: () => lastSeq.current,
        onStatus: setStatus,
        onPoll,
        onArchived: (archived) => handlers.current.onArchived(archived),
        onThread: (thread) => change({ kind: 'thread', thread }),
        onMessages: (messages) => {
          const fresh = messages.filter(({ seq }) => seq > lastSeq.current);
          lastSeq.current = fresh.at(-1)?.seq ?? lastSeq.current;
          handlers.current.onArrived(fresh);
          change({ kind: 'arrived', messages: fresh, trim: handlers.current.isAtEnd() });
        },
      }),
    [feedId, onPoll],
  );

  const firstShown = state.messages[0]?.seq;
  const lastShown = state.messages.at(-1)?.seq;
  const older = useLoader(
    useCallback(
      async () =>
        firstShown === undefined
          ? null
          : { kind: 'older', next: firstShown, page: await fetchOlder(feedId, firstShown) },
      [feedId, firstShown],
    ),
    change,
  );
  const newer = useLoader(
    useCallback(
      async () =>
        lastShown === undefined
          ? null
          : { kind: 'newer', next: lastShown, page: await fetchNewer(feedId, lastShown) },
      [feedId, lastShown],
    ),
    change,
  );
  /** Shows the newest messages, or those around one, instead of what is loaded. */
  const turn = useRef(0);
  const goTo = useCallback(
    async (place: number | 'newest') => {
      const mine = ++turn.current;
      const page =
        place === 'newest'
          ? { ...(await fetchNewest(feedId)), hasNewer: false }
          : await fetchAround(feedId, place);
      // The reader may have asked for another place since.
      if (mine === turn.current) change({ kind: 'instead', page });
    },
    [feedId],
  );
  return { ...state, status, older, newer, goTo, noteVote };
}

/** One request at a time, and how it stands. */
function useLoader(read: () => Promise<FeedChange | null>, change: (change: FeedChange) => void) {
  const [loading, setLoading] = useState<Loading>('idle');
  const busy = useRef(false);
  const load = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    setLoading('pending');
    try {
      const next = await read();
      if (next) change(next);
      setLoading('idle');
    } catch {
      setLoading('failed');
    } finally {
      busy.current = false;
    }
  }, [read, change]);
  return { loading, load };
}
