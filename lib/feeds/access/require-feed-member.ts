import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';

/**
 * SQL: one row `(feed_id, user_id, from_seq, last_read_seq)` when the user may read the feed, else none. A thread's
 * readers are the members of its parent who see the message above it; it has no read mark of its own. A personal bot
 * has only its creator as a reader, whoever became a member before it was personal.
 */
export function readerOf(feedId: number | Prisma.Sql, userId: string | Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select f.id as feed_id, m.user_id,
      case when t.feed_id is null then m.from_seq else 0 end as from_seq,
      case when t.feed_id is null then m.last_read_seq else f.last_seq end as last_read_seq
    from feed f
    left join thread t on t.feed_id = f.id
    join feed_member m on m.feed_id = coalesce(t.parent_feed_id, f.id) and m.user_id = ${userId}
    where f.id = ${feedId} and (t.feed_id is null or t.parent_seq > m.from_seq)
      and not exists (
        select from bot b where b.feed_id = m.feed_id and b.access = 'PERSONAL' and b.created_by_id <> m.user_id)`;
}

/** @throws {AppError} `not_found` unless the user is a member, subscriber or installer of the feed or its parent. */
export async function requireFeedMember(
  user: SignedInUser,
  feedId: number,
): Promise<{ lastReadSeq: bigint }> {
  const [reader] = await db().$queryRaw<{ lastReadSeq: bigint }[]>`
    select last_read_seq as "lastReadSeq" from (${readerOf(feedId, user.id)}) reader`;
  if (!reader) throw notFound('feed');
  return reader;
}
