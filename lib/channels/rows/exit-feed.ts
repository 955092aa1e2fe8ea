import 'server-only';
import { type Actor, type AuditEntry, eventSql } from '@/lib/audit/record-event';
import { Prisma } from '@/lib/db/generated/client';
import type { Transaction } from '@/lib/db/prisma';

/**
 * Ends a membership, and records it. No effect without one.
 * @returns whether there was one.
 */
export async function exitFeed(
  tx: Transaction,
  { feedId, userId }: { feedId: number; userId: string },
  actor: Actor,
  { action, subjectId, detail }: AuditEntry,
): Promise<boolean> {
  const ended = await tx.$executeRaw`
    with gone as (delete from feed_member where feed_id = ${feedId} and user_id = ${userId} returning user_id)
    ${eventSql(actor, action, subjectId, detail, Prisma.sql`gone`)}`;
  return ended > 0;
}
