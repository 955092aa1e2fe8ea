import 'server-only';
import { type AuditEntry, eventSql } from '@/lib/audit/record-event';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';

/**
 * Ends a membership, and records it, in one statement: a message to that person alone waits for whoever ends theirs. No effect
 * without one.
 * @returns whether there was one.
 */
export async function exitFeed(
  user: SignedInUser,
  { feedId, userId }: { feedId: number; userId: string },
  { action, subjectId, detail }: AuditEntry,
): Promise<boolean> {
  const ended = await actAtOnce(
    user,
    Prisma.sql`gone as (
      delete from feed_member where feed_id = ${feedId} and user_id = ${userId} and ${PERMITTED} returning user_id
    ),
    done as (${eventSql(user, action, subjectId, detail, Prisma.sql`gone`)})`,
  );
  return ended.length > 0;
}
