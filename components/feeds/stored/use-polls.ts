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
  /** Counts questions and news, so that an answer is known to be older than what came after its question. */
  const clock = useRef(0);
  /** For each poll, when what is shown of it was asked or told. */
  const knownAt = useRef(new Map<number, number>());

  const ask = useCallback(async () => {
    const seqs = shown.current.slice(-MOST_ASKED);
    if (seqs.length === 0) return;
    const askedAt = ++clock.current;
    try {
      const { polls } = await fetchPolls(feedId, seqs);
      const newer = polls.filter(({ seq }) => (knownAt.current.get(seq) ?? 0) < askedAt);
      for (const { seq } of newer) knownAt.current.set(seq, askedAt);
      change({ kind: 'polls', polls: newer });
    } catch {
      // The question is repeated when the stream reconnects.
    }
  }, [feedId, change]);
  const onPoll = useCallback(
    (poll: PollStates['polls'][number] | null) => {
      if (!poll) return void ask();
      knownAt.current.set(poll.seq, ++clock.current);
      change({ kind: 'polls', polls: [poll] });
    },
    [ask, change],
  );
  const noteVote = useCallback(
    (seq: number, own: number | null) => {
      knownAt.current.set(seq, ++clock.current);
      change({ kind: 'voted', seq, own });
    },
    [change],
  );
  return { onPoll, noteVote };
}
