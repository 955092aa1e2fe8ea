import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import type { RecordedCall } from '@/lib/handlers/recorded/dto';
import { listRecordedCalls } from '@/lib/handlers/recorded/list-recorded-calls';
import { requireOwnBot } from './require-own-bot';

/**
 * The last calls of the user's own tokens that reached the bot's incoming endpoint.
 * @throws {AppError} `not_found` unless the user may change the bot.
 */
export async function listBotCalls(user: SteppedUpUser, uniqueName: string): Promise<RecordedCall[]> {
  await requireOwnBot(user, uniqueName);
  return listRecordedCalls(user, 'bot_incoming', [uniqueName]);
}
