import 'server-only';
import type { Transaction } from '@/lib/db/prisma';

/**
 * Makes somebody a member who sees the whole past as read. No effect for a member, also when two calls add them at
 * once. Deactivated people are not added.
 * @returns whether the person can be a member.
 */
export async function enterFeed(tx: Transaction, feedId: number, userId: string): Promise<boolean> {
  const people = await tx.user.count({ where: { id: userId, deactivatedAt: null } });
  if (people === 0) return false;
  await tx.$executeRaw`
    insert into feed_member (feed_id, user_id, last_read_seq)
    select id, ${userId}, last_seq from feed where id = ${feedId}
    on conflict (feed_id, user_id) do nothing`;
  return true;
}
