'use client';

import { type Dispatch, useCallback, useRef } from 'react';
import type { FeedMessage } from '@/lib/feeds/dto';
import type { PollStates } from '@/lib/polls/dto';
import { fetchPolls } from '../feed-queries';
import type { FeedChange } from './feed-state';

/** One question may be about so many polls. Of more loaded polls only the newest are kept current. */
const MOST_ASKED = 200;

/** Keeps the polls on the page current, by what the stream tells and by questions to the server when it says so. */
export function usePolls(feedId: number, messages: FeedMessage[], change: Dispatch<FeedChange>) {
  const shown = useRef<number[]>([]);
  shown.current = messages.filter(({ votes }) => votes !== null).map(({ seq }) => seq);
  /** Polls that the stream told of since the last question; these are newer than its answer. */
  const told = useRef(new Set<number>());

  const ask = useCallback(async () => {
    const seqs = shown.current.slice(-MOST_ASKED);
    if (seqs.length === 0) return;
    told.current.clear();
    try {
      const { polls } = await fetchPolls(feedId, seqs);
      change({ kind: 'polls', polls: polls.filter(({ seq }) => !told.current.has(seq)) });
    } catch {
      // The question is repeated when the stream reconnects.
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
