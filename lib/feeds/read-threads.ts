import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import type { ThreadSummary } from './dto';

type Row = { parentSeq: bigint; feedId: number; title: string | null; replies: bigint; lastReplyAt: Date };

/** The threads below messages of one feed, by the number of the message; threads without a reply are left out. */
export async function readThreads(
  messages: readonly { feedId: number; seq: bigint }[],
): Promise<Map<number, ThreadSummary>> {
  const [first] = messages;
  if (!first) return new Map();
  const rows = await db().$queryRaw<Row[]>`
    select t.parent_seq as "parentSeq", t.feed_id as "feedId", t.title, f.last_seq as replies, m.sent_at as "lastReplyAt"
    from thread t join feed f on f.id = t.feed_id
    join lateral (select sent_at from message where feed_id = t.feed_id order by seq desc limit 1) m on true
    where t.parent_feed_id = ${first.feedId} and t.parent_seq in (${Prisma.join(messages.map(({ seq }) => seq))})`;
  return new Map(
    rows.map(({ parentSeq, feedId, title, replies, lastReplyAt }) => [
      Number(parentSeq),
      { feedId, title, replies: Number(replies), lastReplyAt: lastReplyAt.toISOString() },
    ]),
  );
}
