import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { durationText } from '@/lib/providers/markup/durations';
import { readerOf } from '../access/require-feed-member';
import type { ThreadBelow } from '../dto';

type Row = {
  parentSeq: bigint;
  feedId: number;
  title: string | null;
  replies: bigint;
  lastReplyAt: Date;
  tookMs: number | null;
  resolvedTitle: string | null;
};

const MOST_RECENT = 50;

/** The reader that rows are limited to; null for no limit, when the caller leaves out what a reader does not see. */
type Reader = string | null;

/** The threads below messages of a feed that the user sees, without those that have no reply. */
export async function readThreads(
  userId: Reader,
  feedId: number,
  seqs: readonly number[],
): Promise<ThreadBelow[]> {
  if (seqs.length === 0) return [];
  return (await readRows(userId, feedId, Prisma.sql`and t.parent_seq in (${Prisma.join(seqs)})`)).map(
    toThread,
  );
}

/** The threads below messages after `seq`, like `readThreads`. */
export async function readThreadsSince(userId: string, feedId: number, seq: number): Promise<ThreadBelow[]> {
  return (await readRows(userId, feedId, Prisma.sql`and t.parent_seq > ${seq}`)).map(toThread);
}

/** The threads of a feed with the newest replies, for a page that may have missed some. */
export async function readRecentThreads(userId: Reader, feedId: number): Promise<ThreadBelow[]> {
  return (await readRows(userId, feedId, Prisma.sql`order by m.sent_at desc limit ${MOST_RECENT}`)).map(
    toThread,
  );
}

function readRows(userId: Reader, feedId: number, which: Prisma.Sql): Promise<Row[]> {
  const reader =
    userId === null ? Prisma.sql`select ${feedId}::int as feed_id, 0 as from_seq` : readerOf(feedId, userId);
  return db().$queryRaw<Row[]>`
    select t.parent_seq as "parentSeq", t.feed_id as "feedId", t.title, f.last_seq - (
        select count(*) from message where feed_id = t.feed_id and recipient_id is not null) as replies, m.sent_at as "lastReplyAt",
      (extract(epoch from g.resolved_at - g.started_at) * 1000)::float8 as "tookMs", g.resolved_title as "resolvedTitle"
    from (${reader}) reader
    join thread t on t.parent_feed_id = reader.feed_id and t.parent_seq > reader.from_seq
    join feed f on f.id = t.feed_id
    -- An answer to the press of a button is for one person, and no reply.
    join lateral (
      select sent_at from message where feed_id = t.feed_id and recipient_id is null order by seq desc limit 1) m on true
    left join message_group g
      on g.feed_id = t.parent_feed_id and g.root_seq = t.parent_seq and g.resolved_at is not null
    where true ${which}`;
}

function toThread(row: Row): ThreadBelow {
  const { parentSeq, feedId, title, replies, lastReplyAt, tookMs, resolvedTitle } = row;
  return {
    seq: Number(parentSeq),
    thread: { feedId, title, replies: Number(replies), lastReplyAt: lastReplyAt.toISOString() },
    // A service's clock may be behind ours.
    resolved:
      tookMs === null
        ? null
        : { after: durationText(Math.max(0, tookMs)) ?? 'a long time', title: resolvedTitle },
  };
}
