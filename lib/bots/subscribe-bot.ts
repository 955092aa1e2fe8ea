import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { enterFeed } from '@/lib/channels/enter-feed';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { usableBy } from './bot-access';

/**
 * Subscribes to a bot: what it broadcasts reaches the user from now on. A subscriber stays one.
 * @throws {AppError} `not_found` also for somebody else's personal bot.
 */
export async function subscribeBot(user: SignedInUser, uniqueName: string): Promise<void> {
  const bot = await db().bot.findFirst({
    where: { AND: [{ uniqueName }, usableBy(user)] },
    select: { feedId: true },
  });
  if (!bot) throw notFound('bot');
  await enterFeed(db(), bot.feedId, user.id);
}
