import type { FeedMessage } from '@/lib/feeds/dto';

export type FeedItem =
  | { kind: 'day'; key: string; at: Date }
  | { kind: 'unread'; key: string }
  /** `first`: begins a group and shows its sender. */
  | { kind: 'message'; key: string; message: FeedMessage; first: boolean };

type Options = {
  /** An IANA time zone: where days begin. */
  timeZone: string;
  /** The last message the reader had seen; null: no divider. */
  unreadAfter: number | null;
  /** Whether the first message is the feed's first. */
  complete: boolean;
};

/** Messages of one sender further apart than this are two groups. */
const GROUP_MS = 5 * 60 * 1000;

/** What stands in the feed: dividers between days and before the unread, and messages grouped by sender. */
export function feedItems(messages: FeedMessage[], { timeZone, unreadAfter, complete }: Options): FeedItem[] {
  const dayOf = dayFormatter(timeZone);
  const unreadFrom = firstUnread(messages, unreadAfter, complete);
  const items: FeedItem[] = [];
  let previous: FeedMessage | undefined;
  let previousDay = '';
  for (const message of messages) {
    const at = new Date(message.sentAt);
    const day = dayOf.format(at);
    const newDay = day !== previousDay;
    const unread = message.seq === unreadFrom;
    if (newDay) items.push({ kind: 'day', key: `day-${day}-${message.seq}`, at });
    if (unread) items.push({ kind: 'unread', key: 'unread' });
    const first = newDay || unread || !previous || !continues(previous, message);
    items.push({ kind: 'message', key: message.id, message, first });
    previous = message;
    previousDay = day;
  }
  return items;
}

function firstUnread(
  messages: FeedMessage[],
  unreadAfter: number | null,
  complete: boolean,
): number | undefined {
  if (unreadAfter === null) return undefined;
  const index = messages.findIndex(({ seq }) => seq > unreadAfter);
  // Before the first loaded message it would claim that what is not loaded was seen.
  return index > 0 || complete ? messages[index]?.seq : undefined;
}

function continues(previous: FeedMessage, message: FeedMessage): boolean {
  return (
    previous.sender.kind === message.sender.kind &&
    previous.sender.key === message.sender.key &&
    previous.via === message.via &&
    previous.personal === message.personal &&
    Date.parse(message.sentAt) - Date.parse(previous.sentAt) < GROUP_MS
  );
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function dayFormatter(timeZone: string): Intl.DateTimeFormat {
  const made = formatters.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
  formatters.set(timeZone, made);
  return made;
}
