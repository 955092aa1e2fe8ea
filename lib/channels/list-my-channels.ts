import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { byName } from '@/lib/by-name';
import { db } from '@/lib/db/prisma';
import type { MyChannel } from './dto';

/** The user's channels by name, without archived ones. */
export async function listMyChannels(user: SignedInUser): Promise<MyChannel[]> {
  const channels = await db().channel.findMany({
    where: { feed: { archivedAt: null, members: { some: { userId: user.id } } } },
    orderBy: { uniqueName: 'asc' },
    select: { id: true, feedId: true, uniqueName: true, name: true, access: true },
  });
  return channels.sort(byName);
}
