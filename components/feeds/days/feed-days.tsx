import { useMemo } from 'react';
import type { FeedMessage } from '@/lib/feeds/dto';
import { MessageRow } from '../message/row';
import { DayDivider, UnreadDivider } from './dividers';
import { feedDays, lastOf } from './feed-items';
import { useTimeZone } from './use-time-zone';

type FeedDaysProps = {
  feedId: number;
  messages: FeedMessage[];
  /** Only so many of the last are drawn; undefined: all. */
  rows: number | undefined;
  /** The last message the reader had seen; null: no divider. */
  unreadAfter: number | null;
  /** Whether the first message is the feed's first. */
  complete: boolean;
  address: string;
  linkedSeq: number | null | undefined;
  readOnly: string | null;
  manages: boolean;
  onVoted: (seq: number, own: number | null) => void;
};

/** Messages day by day, as the reader's zone has days. */
export function FeedDays({
  feedId,
  messages,
  rows,
  unreadAfter,
  complete,
  address,
  linkedSeq,
  readOnly,
  manages,
  onVoted,
}: FeedDaysProps) {
  const timeZone = useTimeZone();
  const days = useMemo(
    () => feedDays(messages, { timeZone: timeZone ?? 'UTC', unreadAfter, complete }),
    [messages, complete, timeZone, unreadAfter],
  );
  return (rows === undefined ? days : lastOf(days, rows)).map((day) => (
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
            address={address}
            marked={item.message.seq === linkedSeq}
            readOnly={readOnly}
            manages={manages}
            onVoted={onVoted}
          />
        ),
      )}
    </section>
  ));
}
