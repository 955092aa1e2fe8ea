'use client';

import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { useRowsDrawn } from '@/components/ui/loading/use-rows-drawn';
import { useLookingAt } from '@/components/unread/use-looking-at';
import type { FeedMessage, FeedOpening } from '@/lib/feeds/dto';
import { ConnectionNotice } from './connection-notice';
import { FeedDays } from './days/feed-days';
import { FeedHead } from './feed-head';
import { FindingPlace } from './feed-skeleton';
import { MessageMissing } from './message/missing';
import { NewMessageAnnouncer, useAnnouncement } from './message/new-message-announcer';
import { FeedEdge } from './scroll/edge';
import { JumpToLatest } from './scroll/jump-to-latest';
import { useFeedScroll } from './scroll/use-feed-scroll';
import { useArchivedMeanwhile, useRevivedMeanwhile } from './stored/use-archived-meanwhile';
import { useFeed } from './stored/use-feed';
import { useReadMarks, whileSeen } from './stored/use-read-marks';

/** A line of text and the air around it, as in message/row.tsx. */
const LOWEST_ROW_PX = 28;

type FeedProps = {
  feedId: number;
  /** Its name for screen readers: "Messages in #builds". */
  label: string;
  /** The result of `openFeed`, with which the server drew the page. */
  opening: FeedOpening;
  /** The page it stands on, for links to its messages. */
  address: string;
  /** Shown while there is no message: how to send the first. */
  empty: ReactNode;
  /** Why nothing can be done with its messages; null: something can. */
  readOnly?: string | null;
  /** The reader manages what the messages were sent to, and may say how they read. */
  manages?: boolean;
  /** Stands before the first message and scrolls with the messages. */
  head?: ReactNode;
};

/** The messages of a channel, bot, extension, chat or thread, live. Fills the height its parent gives it. */
export function Feed({ feedId, label, opening, address, empty, readOnly = null, head, ...rest }: FeedProps) {
  const container = useRef<HTMLDivElement>(null);
  const scroll = useRef<{ isAtEnd: () => boolean }>({ isAtEnd: () => true });
  const [missed, setMissed] = useState(0);
  const announcement = useAnnouncement();
  const { unreadAfter, seen, arrivedUnseen } = useReadMarks({
    feedId,
    lastSeq: opening.newestSeq,
    lastReadSeq: opening.lastReadSeq,
  });
  const isAtEnd = useCallback(() => scroll.current.isAtEnd(), []);
  const feed = useFeed({
    feedId,
    opening,
    isAtEnd,
    onArrived: (messages: FeedMessage[]) => {
      announcement.announce(messages);
      if (document.hidden || !isAtEnd()) arrivedUnseen();
      if (!isAtEnd()) setMissed((count) => count + messages.length);
    },
    onArchived: useArchivedMeanwhile(readOnly !== null),
  });
  useRevivedMeanwhile(readOnly !== null, feed.status);
  const { atEnd, isFinding, onScroll, jumpToEnd, ...place } = useFeedScroll({
    container,
    feedId,
    lastShown: feed.messages.at(-1)?.seq,
    hasNewer: feed.hasNewer,
    linkedSeq: opening.linkedSeq,
    goTo: feed.goTo,
  });
  scroll.current.isAtEnd = place.isAtEnd;
  const rows = useRowsDrawn(LOWEST_ROW_PX, { wholeAtOnce: typeof opening.linkedSeq === 'number' });

  useEffect(() => {
    // Asked again, since a returning reader's place is restored only after this was drawn. What is seen changes the navigation, too,
    // which waits for the first rows.
    if (rows !== undefined || !atEnd || !isAtEnd()) return;
    setMissed(0);
    return whileSeen(() => seen(feed.lastSeq));
  }, [rows, atEnd, isAtEnd, feed.lastSeq, seen]);

  useLookingAt(feedId, atEnd);
  const headWithNews = head && <FeedHead news={[opening.newestSeq, feed.lastSeq]}>{head}</FeedHead>;
  if (feed.messages.length === 0) {
    return (
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <ConnectionNotice status={feed.status} />
        {opening.linkedSeq === null && <MessageMissing />}
        {headWithNews}
        <div className="px-4 py-8 sm:px-6">{empty}</div>
      </div>
    );
  }
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <ConnectionNotice status={feed.status} />
      {opening.linkedSeq === null && <MessageMissing />}
      <div
        ref={container}
        onScroll={onScroll}
        role="log"
        // New messages are announced below; older pages, which come into the log too, must not be.
        aria-live="off"
        aria-label={label}
        aria-busy={isFinding || undefined}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
        tabIndex={0}
        className={cn(
          'flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain focus-visible:-outline-offset-2 [overflow-anchor:none]',
          isFinding && 'invisible',
        )}
      >
        <div className={cn('pb-6', head ? 'mb-auto' : 'pt-2')}>
          {headWithNews}
          {rows === undefined && !isFinding && <Beginning container={container} feed={feed} isSaid={!head} />}
          <FeedDays
            feedId={feedId}
            messages={feed.messages}
            rows={rows}
            unreadAfter={unreadAfter}
            complete={!feed.hasOlder}
            address={address}
            linkedSeq={opening.linkedSeq}
            readOnly={readOnly}
            manages={rest.manages ?? false}
            onVoted={feed.noteVote}
          />
          {feed.hasNewer && (
            <FeedEdge
              container={container}
              side="newer"
              loading={feed.newer.loading}
              onLoad={feed.newer.load}
            />
          )}
        </div>
      </div>
      {isFinding && <FindingPlace />}
      {!atEnd && <JumpToLatest missed={missed} onJump={jumpToEnd} />}
      <NewMessageAnnouncer text={announcement.text} />
    </div>
  );
}

type BeginningProps = {
  container: RefObject<HTMLElement | null>;
  feed: Pick<ReturnType<typeof useFeed>, 'hasOlder' | 'older'>;
  isSaid: boolean;
};

/** Above the first message: older ones come, or it is said that there are none. */
function Beginning({ container, feed: { hasOlder, older }, isSaid }: BeginningProps) {
  if (hasOlder) {
    return <FeedEdge container={container} side="older" loading={older.loading} onLoad={older.load} />;
  }
  return (
    isSaid && <p className="px-4 pt-4 pb-2 text-center text-text-muted text-xs">This is the beginning.</p>
  );
}
