import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { enterFeed } from '@/lib/channels/rows/enter-feed';
import { notFound } from '@/lib/errors';

/**
 * Subscribes to a bot: its broadcasts reach the user from now on. No effect for a subscriber.
 * @throws {AppError} `not_found` also for somebody else's personal bot.
 */
export async function subscribeBot(user: SignedInUser, uniqueName: string): Promise<void> {
  await actAs(user, async (tx) => {
    // The lock keeps a bot that is being made personal from getting subscribers meanwhile.
    const [bot] = await tx.$queryRaw<{ id: string; feedId: number; name: string }[]>`
      select id, name, feed_id as "feedId" from bot
      where unique_name = ${uniqueName} and (access = 'ORGANIZATION' or created_by_id = ${user.id})
      for share`;
    if (!bot) throw notFound('bot');
    const { id: subjectId, feedId, name } = bot;
    const entry = { action: 'bot.subscribe', subjectId, detail: { uniqueName, name } } as const;
    await enterFeed(tx, { feedId, userId: user.id }, user, entry);
  });
}
