import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { findChannel } from './access/find-channel';
import type { ChannelMember } from './dto';

const MAX_LISTED = 1_000;

/** @throws {AppError} `not_found` also for a private channel that the user does not belong to. */
export async function listMembers(user: SignedInUser, uniqueName: string): Promise<ChannelMember[]> {
  const { feedId, createdById } = await findChannel(user, uniqueName);
  const members = await db().feedMember.findMany({
    where: { feedId, user: { deactivatedAt: null } },
    orderBy: { user: { name: 'asc' } },
    take: MAX_LISTED,
    select: { user: { select: { id: true, name: true, email: true } } },
  });
  return members.map((member) => ({ ...member.user, creator: member.user.id === createdById }));
}
