import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { requireFeedMember } from './access/require-feed-member';

/**
 * Records that the user has seen the feed up to `seq`. The mark never goes back (of two tabs the further one counts)
 * and never beyond the newest message. The user's other pages are told.
 * @throws {AppError} `not_found` for a feed that the user does not belong to.
 */
export async function markRead(user: SignedInUser, feedId: number, seq: number): Promise<void> {
  const marked = await db().$queryRaw<unknown[]>`
    with marked as (
      update feed_member m
         set last_read_seq = greatest(m.last_read_seq, least(${seq}::bigint, f.last_seq))
        from feed f
       where f.id = m.feed_id and m.feed_id = ${feedId} and m.user_id = ${user.id}
      returning m.feed_id, m.user_id)
    select pg_notify('postern_unread', user_id || '/' || feed_id)::text from marked`;
  // A thread has no mark; its readers may send one without effect.
  if (marked.length === 0) await requireFeedMember(user, feedId);
}
