import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
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
  await db().$transaction(async (tx) => {
    await tx.bot.update({
      where: { id: bot.id },
      data: { name, description, imageUrl, access },
      select: { id: true },
    });
    if (access === 'PERSONAL') {
      await tx.feedMember.deleteMany({ where: { feedId: bot.feedId, userId: { not: bot.createdById } } });
    }
  });
}
