'use client';

import { useCallback, useState } from 'react';
import { MessageRow } from '@/components/feeds/message-row';
import { useTimeZone } from '@/components/feeds/use-time-zone';
import type { FeedMessage } from '@/lib/feeds/dto';
import { moveVote } from '@/lib/polls/move-vote';

type ThreadRootProps = {
  /** The conversation it stands in. */
  feedId: number;
  address: string;
  message: FeedMessage;
  readOnly: string | null;
};

/** The message that the replies below answer, whole. */
export function ThreadRoot({ feedId, address, message, readOnly }: ThreadRootProps) {
  const [votes, setVotes] = useState(message.votes);
  const noteVote = useCallback(
    (_seq: number, own: number | null) => setVotes((before) => before && moveVote(before, own)),
    [],
  );
  return (
    <section aria-label="The message this thread is about" className="border-b bg-surface-raised pt-1 pb-3">
      <MessageRow
        feedId={feedId}
        message={{ ...message, votes }}
        first
        whole
        timeZone={useTimeZone()}
        address={address}
        readOnly={readOnly}
        onVoted={noteVote}
      />
    </section>
  );
}
