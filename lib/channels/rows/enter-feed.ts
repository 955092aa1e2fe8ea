import 'server-only';
import { type Actor, type AuditEntry, eventSql } from '@/lib/audit/record-event';
import { Prisma } from '@/lib/db/generated/client';
import type { Transaction } from '@/lib/db/prisma';

/**
 * Makes somebody a member who sees the whole past as read, and records it. No effect for a member, also when two
 * calls add them at once. Deactivated people are not added.
 * @returns whether the person can be a member.
 */
export async function enterFeed(
  tx: Transaction,
  { feedId, userId }: { feedId: number; userId: string },
  actor: Actor,
  { action, subjectId, detail }: AuditEntry,
): Promise<boolean> {
  const people = await tx.user.count({ where: { id: userId, deactivatedAt: null } });
  if (people === 0) return false;
  await tx.$executeRaw`
    with entered as (
      insert into feed_member (feed_id, user_id, last_read_seq)
      select id, ${userId}, last_seq from feed where id = ${feedId}
      on conflict (feed_id, user_id) do nothing
      returning user_id)
    ${eventSql(actor, action, subjectId, detail, Prisma.sql`entered`)}`;
  return true;
}
