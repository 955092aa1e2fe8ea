import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { MyChannel } from './dto';

/** The channels the user belongs to, by name, each with how many messages they have not seen. */
export async function listMyChannels(user: SignedInUser): Promise<MyChannel[]> {
  const memberships = await db().feedMember.findMany({
    where: { userId: user.id, feed: { kind: 'CHANNEL' } },
    select: {
      feedId: true,
      lastReadSeq: true,
      fromSeq: true,
      feed: {
        select: {
          lastSeq: true,
          channel: { select: { id: true, uniqueName: true, name: true, access: true } },
        },
      },
    },
  });
  return memberships
    .flatMap(({ feedId, lastReadSeq, fromSeq, feed }) => {
      if (!feed.channel) return [];
      const seen = Math.max(Number(lastReadSeq), Number(fromSeq));
      return [{ ...feed.channel, feedId, unread: Math.max(0, Number(feed.lastSeq) - seen) }];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}
