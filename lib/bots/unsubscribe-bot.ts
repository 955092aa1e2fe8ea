import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { exitFeed } from '@/lib/channels/rows/exit-feed';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { usableBy } from './bot-access';

/**
 * Ends a subscription; broadcasts no longer reach the user, but a message to them alone subscribes them again. No
 * effect without a subscription.
 * @throws {AppError} `not_found` also for somebody else's personal bot.
 */
export async function unsubscribeBot(user: SignedInUser, uniqueName: string): Promise<void> {
  const bot = await db().bot.findFirst({
    where: { AND: [{ uniqueName }, usableBy(user)] },
    select: { id: true, feedId: true, name: true },
  });
  if (!bot) throw notFound('bot');
  const { id: subjectId, feedId, name } = bot;
  const entry = { action: 'bot.unsubscribe', subjectId, detail: { uniqueName, name } } as const;
  await exitFeed(user, { feedId, userId: user.id }, entry);
}
