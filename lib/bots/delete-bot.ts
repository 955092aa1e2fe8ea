import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { requireOwnBot } from './require-own-bot';

/**
 * Deletes a bot with its feed, subscriptions and messages for good; calls to its endpoints are answered
 * `bot_not_found` from now on.
 * @throws {AppError} `not_found` unless the user may change the bot.
 */
export async function deleteBot(user: SignedInUser, uniqueName: string): Promise<void> {
  const bot = await requireOwnBot(user, uniqueName);
  await actAs(user, async (tx) => {
    // The feed first: a call being accepted holds its lock, and its messages are then seen by the next statement.
    const deleted = await tx.feed.deleteMany({ where: { id: bot.feedId } });
    if (deleted.count === 0) throw notFound('bot');
    await tx.message.deleteMany({ where: { feedId: bot.feedId } });
    await recordEvent(tx, user, 'bot.delete', bot.id, { uniqueName, name: bot.name });
  });
}
