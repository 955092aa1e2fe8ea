import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { TestRun } from '@/lib/handlers/dto';
import type { HandlerTest } from '@/lib/handlers/schema';
import { tryHandler } from '@/lib/handlers/try-handler';
import { requireOwnBot } from './require-own-bot';

/**
 * Runs code, saved or not, as the bot's handler with a sample request; nothing is stored or sent.
 * @throws {AppError} `not_found` unless the user may change the bot.
 */
export async function tryBotHandler(
  user: SignedInUser,
  uniqueName: string,
  test: HandlerTest,
): Promise<TestRun> {
  const { feedId, createdById } = await requireOwnBot(user, uniqueName);
  return tryHandler(user, test, {
    feedId,
    ownerId: createdById,
    botName: uniqueName,
    environment: null,
  });
}
