import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError, notFound } from '@/lib/errors';
import { findChannel } from './access/find-channel';
import { manages } from './access/where-visible';
import { leaveChannel } from './leave-channel';
import { exitFeed } from './rows/exit-feed';

/**
 * Removes somebody from a channel; their tokens may not post there any more. Removing oneself is leaving.
 * @throws {AppError} `forbidden` unless the user created the channel or is an administrator.
 */
export async function removeMember(user: SignedInUser, uniqueName: string, userId: string): Promise<void> {
  if (userId === user.id) return leaveChannel(user, uniqueName);
  const channel = await findChannel(user, uniqueName);
  if (!manages(user, channel)) {
    throw new AppError(
      'forbidden',
      'Only the creator of this channel or an administrator can remove people.',
    );
  }
  const { id: subjectId, feedId, name } = channel;
  const entry = { action: 'channel.remove_member', subjectId, detail: { uniqueName, name, userId } } as const;
  const wasIn = await exitFeed(user, { feedId, userId }, entry);
  if (!wasIn) throw notFound('member');
}
