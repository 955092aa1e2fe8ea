'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { useTimeZone } from '@/components/feeds/days/use-time-zone';
import { LastArrivedContext } from '@/components/feeds/feed-head';
import { fetchAround } from '@/components/feeds/feed-queries';
import { MessageRow } from '@/components/feeds/message/row';
import type { FeedMessage } from '@/lib/feeds/dto';
import { useRootVotes } from './use-root-votes';

type ThreadRootProps = {
  /** The conversation it stands in. */
  feedId: number;
  address: string;
  message: FeedMessage;
  readOnly: string | null;
};

/** The message that the replies below answer, whole. */
export function ThreadRoot({ feedId, address, message, readOnly }: ThreadRootProps) {
  const { votes, noteVote } = useRootVotes(feedId, message);
  const now = useRootNow(feedId, message);
  return (
    <section aria-label="The message this thread is about" className="border-b bg-surface-raised pt-1 pb-3">
      <MessageRow
        feedId={feedId}
        message={{ ...message, resolved: now.resolved, votes }}
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

/** The message as of the last reply, since a reply may say that the alert is over. */
function useRootNow(feedId: number, message: FeedMessage): FeedMessage {
  const lastArrived = useContext(LastArrivedContext);
  const { data } = useQuery({
    queryKey: ['thread-root', feedId, message.seq, lastArrived],
    queryFn: async () => {
      const { messages } = await fetchAround(feedId, message.seq);
      return messages.find(({ seq }) => seq === message.seq) ?? message;
    },
    enabled: lastArrived !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return data ?? message;
}
