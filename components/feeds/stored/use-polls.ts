'use client';

import { type Dispatch, useCallback, useRef } from 'react';
import type { FeedMessage } from '@/lib/feeds/dto';
import type { PollStates } from '@/lib/polls/dto';
import { fetchPolls } from '../feed-queries';
import type { FeedChange } from './feed-state';

/** As many as one question may be about; who has scrolled back further has the newest right. */
const MOST_ASKED = 200;

/** Keeps the polls on the page as they stand: what the stream tells, and on its word what the server is asked. */
export function usePolls(feedId: number, messages: FeedMessage[], change: Dispatch<FeedChange>) {
  const shown = useRef<number[]>([]);
  shown.current = messages.filter(({ votes }) => votes !== null).map(({ seq }) => seq);
  /** Told since the last question; newer than its answer. */
  const told = useRef(new Set<number>());

  const ask = useCallback(async () => {
    const seqs = shown.current.slice(-MOST_ASKED);
    if (seqs.length === 0) return;
    told.current.clear();
    try {
      const { polls } = await fetchPolls(feedId, seqs);
      change({ kind: 'polls', polls: polls.filter(({ seq }) => !told.current.has(seq)) });
    } catch {
      // The stream comes back by itself, and then it is asked again.
    }
  }, [feedId, change]);
  const onPoll = useCallback(
    (poll: PollStates['polls'][number] | null) => {
      if (!poll) return void ask();
      told.current.add(poll.seq);
      change({ kind: 'polls', polls: [poll] });
    },
    [ask, change],
  );
  const noteVote = useCallback(
    (seq: number, own: number | null) => change({ kind: 'voted', seq, own }),
    [change],
  );
  return { onPoll, noteVote };
}
