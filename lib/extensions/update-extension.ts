import 'server-only';
import { changesOf } from '@/lib/audit/changes-of';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { lockOwnExtension } from './access/lock-own-extension';
import type { ExtensionDetails } from './schema';

/**
 * Changes name and description. No effect when nothing changes.
 * @throws {AppError} `not_found` unless the extension is the user's own.
 */
export async function updateExtension(
  user: SignedInUser,
  number: bigint,
  { name, description }: ExtensionDetails,
): Promise<void> {
  await actAs(user, async (tx) => {
    const own = await lockOwnExtension(tx, user, number);
    const before: ExtensionDetails = { name: own.name, description: own.description };
    const changes = changesOf(before, { name, description });
    if (!changes) return;
    await tx.extension.update({ where: { number }, data: { name, description }, select: { number: true } });
    await recordEvent(tx, user, 'extension.change', String(number), changes);
  });
}
