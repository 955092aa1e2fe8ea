import 'server-only';
import { PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { deleteFeed } from '@/lib/storage/delete-feed';
import { managedSql } from './bot-access';
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
  const stillManaged = Prisma.sql`
    select from bot b where id = ${bot.id} and ${managedSql(user)} and ${PERMITTED} for no key update`;
  if (!(await deleteFeed(user, bot.feedId, deletion, stillManaged))) throw notFound('bot');
}
