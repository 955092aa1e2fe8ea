import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { requireOwnBot } from './require-own-bot';
import { replaceCode } from './versions/replace-code';

/**
 * Makes an earlier version of the bot's handler the present one; calls run it from now on. It is saved as the newest
 * version, so that this, too, can be undone.
 * @throws {AppError} `not_found` for the bot or the version.
 */
export async function rollBackBot(
  user: SignedInUser,
  uniqueName: string,
  { version }: { version: number },
): Promise<void> {
  const { id } = await requireOwnBot(user, uniqueName);
  await actAs(user, async (tx) => {
    const found = await tx.botVersion.findUnique({
      where: { botId_version: { botId: id, version } },
      select: { code: true },
    });
    if (!found) throw notFound('version');
    const saved = await replaceCode(tx, user, id, found.code);
    if (saved === null) return;
    const detail = { uniqueName, version: String(version), savedAs: String(saved) };
    await recordEvent(tx, user, 'bot.roll_back', id, detail);
  });
}
