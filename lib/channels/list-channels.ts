import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { byName } from '@/lib/by-name';
import { db } from '@/lib/db/prisma';
import { membershipSelect } from '@/lib/feeds/rows/membership-select';
import { visibleTo } from './access/where-visible';
import type { ChannelSummary } from './dto';

/** Every channel that the user belongs to or can join, by name. */
export async function listChannels(user: SignedInUser): Promise<ChannelSummary[]> {
  const channels = await db().channel.findMany({
    where: visibleTo(user),
    orderBy: { uniqueName: 'asc' },
    select: {
      id: true,
      uniqueName: true,
      name: true,
      description: true,
      access: true,
      feed: { select: { archivedAt: true, ...membershipSelect(user) } },
    },
  });
  return channels
    .map(({ feed, ...channel }) => ({
      ...channel,
      memberCount: feed._count.members,
      joined: feed.members.length > 0,
      archived: feed.archivedAt !== null,
    }))
    .sort(byName);
}
