import 'server-only';
import type { FeedRow } from '@/lib/feeds/rows/feed-row';
import { type Callable, namesPerson } from '@/lib/messages/called-policy';
import { readMessageContent } from '@/lib/messages/content';
import { everybodyIn, mentionsIn } from '@/lib/messages/mentions';

/** The parts of a message that decide whom it notifies. */
export type Call = {
  feedId: number;
  seq: number;
  /** Null when every reader of the feed sees it. */
  recipientId: string | null;
  mentions(person: Callable): boolean;
};

export function callOf(row: FeedRow): Call {
  const content = readMessageContent(row.content);
  const named = mentionsIn(content);
  const isToAll = row.callsEverybody && everybodyIn(content).length > 0;
  return {
    feedId: row.feedId,
    seq: Number(row.seq),
    recipientId: row.recipientId,
    mentions: (person) => isToAll || namesPerson(named, person),
  };
}
