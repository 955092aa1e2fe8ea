import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { lockOwnExtension } from './lock-own-extension';

/**
 * Deletes an extension with its feed, versions, installations and messages for good; calls to its endpoints are
 * answered `application_not_found` from now on.
 * @throws {AppError} `not_found` unless the extension is the user's own.
 */
export async function deleteExtension(user: SignedInUser, number: bigint): Promise<void> {
  await actAs(user, async (tx) => {
    const { feedId, name } = await lockOwnExtension(tx, user, number);
    // The feed first: a call being accepted holds its lock, and its messages are then seen by the next statement.
    await tx.feed.deleteMany({ where: { id: feedId } });
    await tx.message.deleteMany({ where: { feedId } });
    await recordEvent(tx, user, 'extension.delete', String(number), { name });
  });
}
