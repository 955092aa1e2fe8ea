import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError, notFound } from '@/lib/errors';
import { deleteFeed, removeFeedsSoon } from '@/lib/storage/remove-feeds';
import { requireManagedChannel } from './access/lock-managed-channel';

/**
 * Deletes a channel with its members, messages and threads for good; its unique name is free, and calls to it are answered
 * `channel_not_exists` from now on.
 * @param typedName the channel's name as the user typed it, so that nothing is deleted by a slip.
 * @throws {AppError} `not_found`; `forbidden` unless the user created the channel or is an administrator; `invalid_input` for
 * another name.
 */
export async function deleteChannel(
  user: SignedInUser,
  uniqueName: string,
  typedName: string,
): Promise<void> {
  const { id, feedId, name } = await requireManagedChannel(user, uniqueName);
  if (typedName.trim() !== name) {
    throw new AppError('invalid_input', `Type the name of the channel, ${name}, to delete it.`, {
      field: 'name',
    });
  }
  await actAs(user, async (tx) => {
    // Its messages may be many: with the feed nobody sees them any more, and they are removed bit by bit.
    if (!(await deleteFeed(tx, feedId))) throw notFound('channel');
    await recordEvent(tx, user, 'channel.delete', id, { uniqueName, name });
  });
  removeFeedsSoon();
}
