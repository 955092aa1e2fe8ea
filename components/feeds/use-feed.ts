'use client';

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { FeedMessage, FeedPage } from '@/lib/feeds/dto';
import { fetchOlder } from './feed-queries';
import { changeFeed, startingWith } from './feed-state';
import { openFeedStream, type StreamStatus } from './feed-stream';
import { usePolls } from './use-polls';

type Options = {
  feedId: number;
  firstPage: FeedPage;
  /** Whether the reader sees the newest message now. */
  isAtEnd: () => boolean;
  onArrived: (messages: FeedMessage[]) => void;
};

/** The messages of a feed: the page the server drew, older ones on demand, new ones as they come. */
export function useFeed({ feedId, firstPage, isAtEnd, onArrived }: Options) {
  const [state, change] = useReducer(changeFeed, firstPage, startingWith);
  const [status, setStatus] = useState<StreamStatus>('connecting');
  const [loading, setLoading] = useState<'idle' | 'pending' | 'failed'>('idle');
  const lastSeq = useRef(state.lastSeq);
  const handlers = useRef({ isAtEnd, onArrived });
  handlers.current = { isAtEnd, onArrived };
  const { onPoll, noteVote } = usePolls(feedId, state.messages, change);

  useEffect(
    () =>
      openFeedStream({
        feedId,
        after: () => lastSeq.current,
        onStatus: setStatus,
        onPoll,
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

  const firstSeq = state.messages[0]?.seq;
  const busy = useRef(false);
  const loadOlder = useCallback(async () => {
    if (busy.current || firstSeq === undefined) return;
    busy.current = true;
    setLoading('pending');
    try {
      change({ kind: 'older', page: await fetchOlder(feedId, firstSeq) });
      setLoading('idle');
    } catch {
      setLoading('failed');
    } finally {
      busy.current = false;
    }
  }, [feedId, firstSeq]);

  return { ...state, status, loading, loadOlder, noteVote };
}
