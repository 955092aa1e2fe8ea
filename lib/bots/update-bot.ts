import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { requireOwnBot } from './require-own-bot';
import type { BotDetails } from './schema';

/**
 * Changes name, description, picture and access. The unique name, which URLs carry, stays. Becoming personal ends
 * the subscriptions of everybody but the creator; from then on their tokens are refused.
 * @throws {AppError} `not_found` unless the user may change the bot.
 */
export async function updateBot(
  user: SignedInUser,
  uniqueName: string,
  { name, description, imageUrl, access }: BotDetails,
): Promise<void> {
  const bot = await requireOwnBot(user, uniqueName);
  await actAs(user, async (tx) => {
    // Calls that are being accepted make their receivers subscribers under this lock; they are seen below.
    if (access === 'PERSONAL')
      await tx.$queryRaw`select id from feed where id = ${bot.feedId} for no key update`;
    const updated = await tx.bot.updateMany({
      where: { id: bot.id },
      data: { name, description, imageUrl, access },
    });
    if (updated.count === 0) throw notFound('bot');
    if (access === 'PERSONAL') {
      await tx.feedMember.deleteMany({ where: { feedId: bot.feedId, userId: { not: bot.createdById } } });
    }
  });
}
