'use client';

import { useEffect, useReducer } from 'react';
import { changeFeed, type FeedState } from '@/components/feeds/stored/feed-state';
import { usePolls } from '@/components/feeds/stored/use-polls';
import { subscribe } from '@/components/live/live-topics';
import type { FeedMessage } from '@/lib/feeds/dto';

/** A stream that begins here brings no messages: no feed has as many. */
const BEHIND_ALL = 1_000_000_000;

/** The votes in the poll that a thread is about, live as in its conversation, the feed `feedId`. */
export function useRootVotes(feedId: number, root: FeedMessage) {
  const [{ messages }, change] = useReducer(changeFeed, root, alone);
  const { onPoll, noteVote } = usePolls(feedId, messages, change);
  const isPoll = root.votes !== null;
  useEffect(() => {
    if (!isPoll) return;
    const ask = () => onPoll(null);
    return subscribe({
      topic: `feed/${feedId}`,
      after: () => BEHIND_ALL,
      onEvent({ name, data }) {
        if (name === 'poll') onPoll(JSON.parse(data));
        else if (name === 'polls') ask();
      },
      onOpen: ask,
      onLost: () => {},
      onPoll: ask,
    });
  }, [feedId, isPoll, onPoll]);
  return { votes: messages[0]?.votes ?? null, noteVote };
}

const alone = (root: FeedMessage): FeedState => ({
  messages: [root],
  hasOlder: true,
  hasNewer: true,
  lastSeq: root.seq,
  missedSeq: 0,
  threads: new Map(),
});
