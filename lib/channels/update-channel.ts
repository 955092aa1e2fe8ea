import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { findChannel } from './access/find-channel';
import { manages } from './access/where-visible';
import type { ChannelDetails } from './schema';

/**
 * Changes the shown name and the description. The unique name, which URLs contain, stays.
 * @throws {AppError} `forbidden` unless the user created the channel or is an administrator.
 */
export async function updateChannel(
  user: SignedInUser,
  uniqueName: string,
  { name, description }: ChannelDetails,
): Promise<void> {
  const channel = await findChannel(user, uniqueName);
  if (!manages(user, channel)) {
    throw new AppError('forbidden', 'Only the creator of this channel or an administrator can change it.');
  }
  await actAs(user, (tx) =>
    tx.channel.update({ where: { id: channel.id }, data: { name, description }, select: { id: true } }),
  );
}
