import 'server-only';
import type { ChannelAccess } from '@/lib/db/generated/enums';
import { db } from '@/lib/db/prisma';

type VisibleChannel = { uniqueName: string; access: ChannelAccess };

/**
 * Looks up channels by id or unique name, in one query for all viewers.
 * @returns a channel that a viewer may see, else undefined.
 */
export async function visibleChannels(
  viewerIds: readonly string[],
  keys: readonly string[],
): Promise<(viewerId: string, key: string) => VisibleChannel | undefined> {
  if (keys.length === 0) return () => undefined;
  const channels = await db().channel.findMany({
    where: { OR: [{ id: { in: [...keys] } }, { uniqueName: { in: [...keys] } }] },
    select: {
      id: true,
      uniqueName: true,
      access: true,
      feed: {
        select: { members: { where: { userId: { in: [...viewerIds] } }, select: { userId: true } } },
      },
    },
  });
  return (viewerId, key) => {
    const channel = channels.find(({ id, uniqueName }) => id === key || uniqueName === key);
    const isSeen =
      channel?.access === 'ORGANIZATION' || channel?.feed.members.some(({ userId }) => userId === viewerId);
    return isSeen ? channel : undefined;
  };
}
