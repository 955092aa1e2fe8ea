import 'server-only';
import { type AuditEntry, eventSql } from '@/lib/audit/record-event';
import { actAtOnce, OPEN } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';

/**
 * Ends a membership, and records it, in one statement: a message to that person alone waits for whoever ends theirs. No effect
 * without one.
 * @param door like that of `enterFeed`
 * @returns whether there was one.
 */
export async function exitFeed(
  user: SignedInUser,
  { feedId, userId }: { feedId: number; userId: string },
  { action, subjectId, detail }: AuditEntry,
  door = OPEN,
): Promise<boolean> {
  const ended = await actAtOnce(
    user,
    Prisma.sql`door as materialized (${door}),
    gone as (
      delete from feed_member where feed_id = ${feedId} and user_id = ${userId} and exists (select from door)
      returning user_id
    ),
    done as (${eventSql(user, action, subjectId, detail, Prisma.sql`gone`)})`,
  );
  return ended.length > 0;
}
