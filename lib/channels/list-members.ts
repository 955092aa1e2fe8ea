import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { byName } from '@/lib/by-name';
import { db } from '@/lib/db/prisma';
import { findChannel } from './access/find-channel';
import type { ChannelMember } from './dto';

/**
 * Its active members, by name.
 * @throws {AppError} `not_found` also for a private channel that the user does not belong to.
 */
export async function listMembers(user: SignedInUser, uniqueName: string): Promise<ChannelMember[]> {
  const { feedId, createdById } = await findChannel(user, uniqueName);
  const members = await db().feedMember.findMany({
    where: { feedId, user: { deactivatedAt: null } },
    orderBy: { userId: 'asc' },
    select: { user: { select: { id: true, name: true, email: true } } },
  });
  return members.map(({ user: one }) => ({ ...one, creator: one.id === createdById })).sort(byName);
}
