import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { requireUsableCode } from '@/lib/handlers/require-usable-code';
import { requireOwnBot } from './require-own-bot';
import { replaceCode } from './versions/replace-code';

/**
 * Saves the bot's incoming handler as its next version; calls run it from now on. Null removes it, so that the
 * default rendering applies.
 * @throws {AppError} `invalid_input` naming the line when the code cannot be loaded, `not_found`.
 */
export async function saveBotHandler(
  user: SignedInUser,
  uniqueName: string,
  code: string | null,
): Promise<void> {
  const { id } = await requireOwnBot(user, uniqueName);
  if (code !== null) await requireUsableCode(user, code);
  await actAs(user, async (tx) => {
    const version = await replaceCode(tx, user, id, code);
    if (version === null) return;
    const detail = { uniqueName, version: String(version), code: code === null ? 'removed' : 'saved' };
    await recordEvent(tx, user, 'bot.save_handler', id, detail);
  });
}
