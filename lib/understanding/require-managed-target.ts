import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { managedBy } from '@/lib/bots/bot-access';
import { visibleTo } from '@/lib/channels/access/where-visible';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import type { ManagedTarget } from './dto';

/**
 * The channel, bot or extension with this feed.
 * @throws {AppError} `not_found` unless the user manages it: made it, or is an administrator who sees that channel or bot.
 */
export async function requireManagedTarget(user: SignedInUser, feedId: number): Promise<ManagedTarget> {
  const ownChannels = user.role === 'ADMINISTRATOR' ? {} : { createdById: user.id };
  const feed = await db().feed.findFirst({
    where: {
      id: feedId,
      OR: [
        { channel: { AND: [visibleTo(user), ownChannels] } },
        { bot: managedBy(user) },
        { extension: { ownerId: user.id } },
      ],
    },
    select: {
      channel: { select: { id: true, uniqueName: true } },
      bot: { select: { id: true, uniqueName: true, name: true, handlerCode: true } },
      extension: { select: { number: true, name: true, sandboxCode: true } },
    },
  });
  if (!feed) throw notFound('channel, bot or extension');
  const { channel, bot, extension } = feed;
  if (channel) {
    return {
      feedId,
      kind: 'channel',
      id: channel.id,
      name: `#${channel.uniqueName}`,
      key: channel.uniqueName,
      hasHandler: false,
    };
  }
  if (bot) {
    const hasHandler = bot.handlerCode !== null;
    return { feedId, kind: 'bot', id: bot.id, name: bot.name, key: bot.uniqueName, hasHandler };
  }
  if (!extension) throw notFound('channel, bot or extension');
  const key = `${extension.number}`;
  const hasHandler = extension.sandboxCode !== null;
  return { feedId, kind: 'extension', id: key, name: extension.name, key, hasHandler };
}
