import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError, notFound } from '@/lib/errors';
import { findChannel } from './access/find-channel';
import { enterFeed } from './rows/enter-feed';

/**
 * Adds somebody to a channel the user belongs to. Somebody who is in it already stays.
 * @throws {AppError} `forbidden` for those who do not belong to it themselves; `not_found` for unknown people.
 */
export async function addMember(user: SignedInUser, uniqueName: string, userId: string): Promise<void> {
  const channel = await findChannel(user, uniqueName);
  if (!channel.joined) throw outsider();
  const isIn = await actAs(user, async (tx) => {
    // Whoever is being taken out of the channel adds nobody to it any more.
    const [own] = await tx.$queryRaw<object[]>`
      select user_id from feed_member where feed_id = ${channel.feedId} and user_id = ${user.id} for share`;
    if (!own) throw outsider();
    return enterFeed(tx, channel.feedId, userId);
  });
  if (!isIn) throw notFound('person');
}

function outsider() {
  return new AppError('forbidden', 'Join this channel to add people to it.');
}
