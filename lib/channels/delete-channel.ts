import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError, notFound } from '@/lib/errors';
import { isTheName } from '@/lib/names/typed-name';
import { deleteFeed } from '@/lib/storage/delete-feed';
import { requireManagedChannel } from './access/require-managed-channel';

/**
 * Deletes a channel with its members, messages and threads for good. Its unique name is free again, and calls to it
 * get `channel_not_exists`.
 * @param typedName the channel's name as the user typed it, against deletion by mistake.
 * @throws {AppError} `not_found`; `forbidden` unless the user created the channel or is an administrator;
 * `invalid_input` for another name.
 */
export async function deleteChannel(
  user: SignedInUser,
  uniqueName: string,
  typedName: string,
): Promise<void> {
  const { id, feedId, name } = await requireManagedChannel(user, uniqueName);
  if (!isTheName(typedName, name)) {
    throw new AppError('invalid_input', `Type the name of the channel, ${name}, to delete it.`, {
      field: 'name',
    });
  }
  const deletion = { action: 'channel.delete', subjectId: id, detail: { uniqueName, name } } as const;
  if (!(await deleteFeed(user, feedId, deletion))) throw notFound('channel');
}
