import 'server-only';
import { changesOf } from '@/lib/audit/changes-of';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError, notFound } from '@/lib/errors';
import { findChannel } from './access/find-channel';
import { manages } from './access/where-visible';
import type { ChannelDetails } from './schema';

/**
 * Changes the shown name and the description. The unique name, which URLs contain, stays. No effect when nothing
 * changes.
 * @throws {AppError} `not_found`; `forbidden` unless the user created the channel or is an administrator.
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
  const { id } = channel;
  await actAs(user, async (tx) => {
    const [before] = await tx.$queryRaw<ChannelDetails[]>`
      select name, description from channel where id = ${id} for no key update`;
    if (!before) throw notFound('channel');
    const changes = changesOf(before, { name, description });
    if (!changes) return;
    await tx.channel.update({ where: { id }, data: { name, description }, select: { id: true } });
    await recordEvent(tx, user, 'channel.change', id, { uniqueName, ...changes });
  });
}
