import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { visibleTo } from './where-visible';

/**
 * The channel with that unique name, for the other verbs.
 * @throws {AppError} `not_found` also for a private channel that the user does not belong to.
 */
export async function findChannel(user: SignedInUser, uniqueName: string) {
  const channel = await db().channel.findFirst({
    where: { AND: [{ uniqueName }, visibleTo(user)] },
    select: {
      id: true,
      feedId: true,
      name: true,
      access: true,
      createdById: true,
      feed: { select: { members: { where: { userId: user.id }, select: { userId: true } } } },
    },
  });
  if (!channel) throw notFound('channel');
  const { feed, ...rest } = channel;
  return { ...rest, joined: feed.members.length > 0 };
}
