import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { membershipSelect } from '@/lib/feeds/rows/membership-select';
import { outside } from './access/where-outside';
import { manages, visibleTo } from './access/where-visible';
import type { ChannelPage } from './dto';

/** @throws {AppError} `not_found` also for a private channel that the user does not belong to. */
export async function getChannel(user: SignedInUser, uniqueName: string): Promise<ChannelPage> {
  const [channel, somebodyOutside] = await Promise.all([
    db().channel.findFirst({
      where: { AND: [{ uniqueName }, visibleTo(user)] },
      select: {
        id: true,
        feedId: true,
        uniqueName: true,
        name: true,
        description: true,
        access: true,
        createdAt: true,
        createdById: true,
        createdBy: { select: { id: true, name: true } },
        feed: { select: { archivedAt: true, ...membershipSelect(user) } },
      },
    }),
    db().user.findFirst({ where: outside({ feed: { channel: { uniqueName } } }), select: { id: true } }),
  ]);
  if (!channel) throw notFound('channel');
  const { feed, createdById, createdAt, ...rest } = channel;
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    memberCount: feed._count.members,
    hasEverybody: somebodyOutside === null,
    joined: feed.members.length > 0,
    archived: feed.archivedAt !== null,
    manageable: manages(user, { createdById }),
  };
}
