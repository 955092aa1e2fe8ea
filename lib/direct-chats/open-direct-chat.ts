import 'server-only';
import { takeKeyedLock } from '@/lib/db/advisory-locks';
import { db } from '@/lib/db/prisma';

/**
 * The feed of the direct chat of two people, or of one with themselves. Makes it, with both as members, when it is
 * missing; simultaneous calls get the same chat.
 */
export async function openDirectChat(oneId: string, otherId: string): Promise<number> {
  const [lowId = oneId, highId = otherId] = [oneId, otherId].sort();
  const pair = { lowId_highId: { lowId, highId } };
  const known = await db().directChat.findUnique({ where: pair, select: { feedId: true } });
  if (known) return known.feedId;
  return db().$transaction(async (tx) => {
    await takeKeyedLock(tx, 'direct chat', `${lowId} ${highId}`);
    const made = await tx.directChat.findUnique({ where: pair, select: { feedId: true } });
    if (made) return made.feedId;
    const members = [...new Set([lowId, highId])].map((userId) => ({ userId }));
    const { id } = await tx.feed.create({
      data: { kind: 'DIRECT', members: { create: members }, directChat: { create: { lowId, highId } } },
      select: { id: true },
    });
    return id;
  });
}
