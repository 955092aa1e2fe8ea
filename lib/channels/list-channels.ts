import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { visibleTo } from './access/where-visible';
import type { ChannelSummary } from './dto';

const MAX_LISTED = 500;

/** Every channel that the user belongs to or can join, by name. */
export async function listChannels(user: SignedInUser): Promise<ChannelSummary[]> {
  const channels = await db().channel.findMany({
    where: visibleTo(user),
    orderBy: [{ name: 'asc' }, { uniqueName: 'asc' }],
    take: MAX_LISTED,
    select: {
      id: true,
      uniqueName: true,
      name: true,
      description: true,
      access: true,
      feed: {
        select: {
          archivedAt: true,
          members: { where: { userId: user.id }, select: { userId: true } },
          _count: { select: { members: true } },
        },
      },
    },
  });
  return channels
    .map(({ feed, ...channel }) => ({
      ...channel,
      memberCount: feed._count.members,
      joined: feed.members.length > 0,
      archived: feed.archivedAt !== null,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
