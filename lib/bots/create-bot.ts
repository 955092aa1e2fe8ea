import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { insertBot } from './insert-bot';
import type { NewBot } from './schema';

/** Creates a bot with the user as its first subscriber; returns its ids and its unique name. */
export function createBot(
  user: SignedInUser,
  input: NewBot,
): Promise<{ id: string; feedId: number; uniqueName: string }> {
  return actAs(user, async (tx) => {
    const bot = await insertBot(tx, user.id, input);
    const { name, access } = input;
    await recordEvent(tx, user, 'bot.create', bot.id, { uniqueName: bot.uniqueName, name, access });
    return bot;
  });
}
