'use client';

import { ArrowDown } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useLookingAt } from '@/components/unread/use-looking-at';
import type { FeedMessage, FeedPage } from '@/lib/feeds/dto';
import { ConnectionNotice } from './connection-notice';
import { DayDivider, UnreadDivider } from './dividers';
import { feedDays } from './feed-items';
import { MessageRow } from './message-row';
import { NewMessageAnnouncer, useAnnouncement } from './new-message-announcer';
import { OlderMessages } from './older-messages';
import { useFeed } from './use-feed';
import { useFeedScroll } from './use-feed-scroll';
import { useReadMarks } from './use-read-marks';
import { useTimeZone } from './use-time-zone';

type FeedProps = {
  feedId: number;
  /** Its name for screen readers: "Messages in #builds". */
  label: string;
  /** From `readFeed`, drawn by the server. */
  firstPage: FeedPage;
  /** Shown while there is no message: how to send the first. */
  empty: ReactNode;
};

/** The messages of a channel, bot or extension, live. Fills the height its parent gives it. */
export function Feed({ feedId, label, firstPage, empty }: FeedProps) {
  const container = useRef<HTMLDivElement>(null);
  const scroll = useRef<{ isAtEnd: () => boolean }>({ isAtEnd: () => true });
  const [missed, setMissed] = useState(0);
  const announcement = useAnnouncement();
  const lastAtOpening = firstPage.messages.at(-1)?.seq ?? 0;
  const { unreadAfter, seen, arrivedUnseen } = useReadMarks({
    feedId,
    lastSeq: lastAtOpening,
    lastReadSeq: firstPage.lastReadSeq,
  });
  const isAtEnd = useCallback(() => scroll.current.isAtEnd(), []);
  const feed = useFeed({
    feedId,
    firstPage,
    isAtEnd,
    onArrived: (messages: FeedMessage[]) => {
      announcement.announce(messages);
      if (document.hidden || !isAtEnd()) arrivedUnseen();
      if (!isAtEnd()) setMissed((count) => count + messages.length);
    },
  });
  const { atEnd, onScroll, jumpToEnd, isAtEnd: isAtEndNow } = useFeedScroll(container, feed.lastSeq);
  scroll.current.isAtEnd = isAtEndNow;

  useEffect(() => {
    if (!atEnd) return;
    setMissed(0);
    const report = () => !document.hidden && seen(feed.lastSeq);
    report();
    document.addEventListener('visibilitychange', report);
    return () => document.removeEventListener('visibilitychange', report);
  }, [atEnd, feed.lastSeq, seen]);

  useLookingAt(feedId, atEnd);
  const timeZone = useTimeZone();
  const days = useMemo(
    () => feedDays(feed.messages, { timeZone: timeZone ?? 'UTC', unreadAfter, complete: !feed.hasOlder }),
    [feed.messages, feed.hasOlder, timeZone, unreadAfter],
  );
  if (feed.messages.length === 0) {
    return (
      <div className="relative min-h-0 flex-1 overflow-y-auto px-4 py-8 sm:px-6">
        <ConnectionNotice status={feed.status} />
        {empty}
      </div>
    );
  }
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <ConnectionNotice status={feed.status} />
      <div
        ref={container}
        onScroll={onScroll}
        role="log"
        // New messages are announced below; older pages, which come into the log too, must not be.
        aria-live="off"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain focus-visible:-outline-offset-2 [overflow-anchor:none]"
      >
        <div className="pt-2 pb-6">
          <OlderMessages
            container={container}
            hasOlder={feed.hasOlder}
            loading={feed.loading}
            onLoad={feed.loadOlder}
          />
          {days.map((day) => (
            <section key={day.key}>
              <DayDivider at={day.at} timeZone={timeZone ?? 'UTC'} />
              {day.items.map((item) =>
                item.kind === 'unread' ? (
                  <UnreadDivider key={item.key} />
                ) : (
                  <MessageRow
                    key={item.key}
                    feedId={feedId}
                    message={item.message}
                    first={item.first}
                    timeZone={timeZone}
                    onVoted={feed.noteVote}
                  />
                ),
              )}
            </section>
          ))}
        </div>
      </div>
      {!atEnd && (
        <div className="pointer-events-none absolute inset-x-0 bottom-4 flex justify-center">
          <Button
            size="sm"
            icon={<ArrowDown aria-hidden className="size-3.5" />}
            onClick={jumpToEnd}
            className="float pointer-events-auto rounded-full!"
          >
            {missed > 0 ? `${missed} new ${missed === 1 ? 'message' : 'messages'}` : 'Jump to latest'}
          </Button>
        </div>
      )}
      <NewMessageAnnouncer text={announcement.text} />
    </div>
  );
}
