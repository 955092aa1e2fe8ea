import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { deleteFeed, removeFeedsSoon } from '@/lib/storage/remove-feeds';
import { lockOwnExtension } from './access/lock-own-extension';

/**
 * Deletes an extension with its feed, versions, installations and messages for good; calls to its endpoints are
 * answered `application_not_found` from now on.
 * @throws {AppError} `not_found` unless the extension is the user's own.
 */
export async function deleteExtension(user: SignedInUser, number: bigint): Promise<void> {
  await actAs(user, async (tx) => {
    const { feedId, name } = await lockOwnExtension(tx, user, number);
    // Its messages may be many: with the feed nobody sees them any more, and they are removed bit by bit.
    await deleteFeed(tx, feedId);
    await recordEvent(tx, user, 'extension.delete', String(number), { name });
  });
  removeFeedsSoon();
}
