import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { deleteFeed, removeFeedsSoon } from '@/lib/storage/remove-feeds';
import { requireOwnBot } from './require-own-bot';

/**
 * Deletes a bot with its feed, subscriptions and messages for good; its name is free, and calls to its endpoints are answered
 * `bot_not_found` from now on.
 * @throws {AppError} `not_found` unless the user may change the bot.
 */
export async function deleteBot(user: SignedInUser, uniqueName: string): Promise<void> {
  const bot = await requireOwnBot(user, uniqueName);
  await actAs(user, async (tx) => {
    // Its messages may be many: with the feed nobody sees them any more, and they are removed bit by bit.
    if (!(await deleteFeed(tx, bot.feedId))) throw notFound('bot');
    await recordEvent(tx, user, 'bot.delete', bot.id, { uniqueName, name: bot.name });
  });
  removeFeedsSoon();
}
