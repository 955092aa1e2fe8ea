'use client';

import { useCallback, useState } from 'react';
import { MessageRow } from '@/components/feeds/message-row';
import { useTimeZone } from '@/components/feeds/use-time-zone';
import type { FeedMessage } from '@/lib/feeds/dto';
import { moveVote } from '@/lib/polls/move-vote';

/** The message that the replies below answer; a long one scrolls by itself, so that the replies keep their room. */
export function ThreadRoot({ feedId, message }: { feedId: number; message: FeedMessage }) {
  const [votes, setVotes] = useState(message.votes);
  const noteVote = useCallback(
    (_seq: number, own: number | null) => setVotes((before) => before && moveVote(before, own)),
    [],
  );
  return (
    <section
      aria-label="The message this thread is about"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
      tabIndex={0}
      className="max-h-[40%] shrink-0 overflow-y-auto border-b bg-surface-raised pb-2"
    >
      <MessageRow
        feedId={feedId}
        message={{ ...message, votes }}
        first
        timeZone={useTimeZone()}
        onVoted={noteVote}
      />
    </section>
  );
}
