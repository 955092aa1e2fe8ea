import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { deleteFeed } from '@/lib/storage/delete-feed';
import { requireOwnBot } from './require-own-bot';

/**
 * Deletes a bot with its feed, subscriptions and messages for good. Its name is free again, and calls to its
 * endpoints get `bot_not_found`.
 * @throws {AppError} `not_found` unless the user may change the bot.
 */
export async function deleteBot(user: SignedInUser, uniqueName: string): Promise<void> {
  const bot = await requireOwnBot(user, uniqueName);
  const detail = { uniqueName, name: bot.name };
  const deletion = { action: 'bot.delete', subjectId: bot.id, detail } as const;
  if (!(await deleteFeed(user, bot.feedId, deletion))) throw notFound('bot');
}
