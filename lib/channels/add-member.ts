import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError, notFound } from '@/lib/errors';
import { enterFeed } from './enter-feed';
import { findChannel } from './find-channel';

/**
 * Adds somebody to a channel the user belongs to. Somebody who is in it already stays.
 * @throws {AppError} `forbidden` for those who do not belong to it themselves; `not_found` for unknown people.
 */
export async function addMember(user: SignedInUser, uniqueName: string, userId: string): Promise<void> {
  const channel = await findChannel(user, uniqueName);
  if (!channel.joined) throw new AppError('forbidden', 'Join this channel to add people to it.');
  const isIn = await actAs(user, (tx) => enterFeed(tx, channel.feedId, userId));
  if (!isIn) throw notFound('person');
}
