import { dayKey } from '@/components/ui/text/time';
import type { FeedMessage } from '@/lib/feeds/dto';

type FeedItem =
  | { kind: 'unread'; key: string }
  /** `first`: begins a group and shows its sender. */
  | { kind: 'message'; key: string; message: FeedMessage; first: boolean };

export type FeedDay = { key: string; at: Date; items: FeedItem[] };

type Options = {
  /** An IANA time zone: where days begin. */
  timeZone: string;
  /** The last message the reader had seen; null: no divider. */
  unreadAfter: number | null;
  /** Whether the first message is the feed's first. */
  complete: boolean;
};

/** The longest time from the first to the last message of a group. */
const GROUP_MS = 5 * 60 * 1000;

/** Sorts messages into days, groups them by sender, and puts the divider before the unread. */
export function feedDays(messages: FeedMessage[], { timeZone, unreadAfter, complete }: Options): FeedDay[] {
  const unreadFrom = firstUnread(messages, unreadAfter, complete);
  const days: FeedDay[] = [];
  /** The first message of the group. */
  let head: FeedMessage | undefined;
  for (const message of messages) {
    const at = new Date(message.sentAt);
    const key = dayKey(at, timeZone);
    let day = days.at(-1);
    // Around midnight two messages may have times in the other order; the days still only go forward.
    if (!day || key > day.key) {
      day = { key, at, items: [] };
      days.push(day);
      head = undefined;
    }
    const unread = message.seq === unreadFrom;
    if (unread) day.items.push({ kind: 'unread', key: 'unread' });
    const first = unread || !head || !continues(head, message);
    day.items.push({ kind: 'message', key: message.id, message, first });
    if (first) head = message;
  }
  return days;
}

/** The last items, in their days. */
export function lastOf(days: FeedDay[], count: number): FeedDay[] {
  const last: FeedDay[] = [];
  let left = count;
  for (const day of days.toReversed()) {
    if (left <= 0) break;
    last.unshift({ ...day, items: day.items.slice(-left) });
    left -= day.items.length;
  }
  return last;
}

function firstUnread(
  messages: FeedMessage[],
  unreadAfter: number | null,
  complete: boolean,
): number | undefined {
  if (unreadAfter === null) return undefined;
  const index = messages.findIndex(({ seq }) => seq > unreadAfter);
  // A divider before the first loaded message would claim that all earlier ones were seen.
  return index > 0 || complete ? messages[index]?.seq : undefined;
}

function continues(head: FeedMessage, message: FeedMessage): boolean {
  return (
    head.sender.kind === message.sender.kind &&
    head.sender.key === message.sender.key &&
    head.via === message.via &&
    head.personal === message.personal &&
    Date.parse(message.sentAt) - Date.parse(head.sentAt) < GROUP_MS
  );
}
