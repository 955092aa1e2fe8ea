import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError, notFound } from '@/lib/errors';
import { findChannel } from './access/find-channel';
import { enterFeed } from './rows/enter-feed';

/**
 * Adds somebody to a channel that the user belongs to. No effect for a member.
 * @throws {AppError} `forbidden` when the user is no member; `not_found` for unknown people.
 */
export async function addMember(user: SignedInUser, uniqueName: string, userId: string): Promise<void> {
  const channel = await findChannel(user, uniqueName);
  if (!channel.joined) throw outsider();
  const isIn = await actAs(user, async (tx) => {
    // A user who is being removed from the channel can add nobody any more.
    const [own] = await tx.$queryRaw<object[]>`
      select user_id from feed_member where feed_id = ${channel.feedId} and user_id = ${user.id} for share`;
    if (!own) throw outsider();
    const detail = { uniqueName, name: channel.name, userId };
    return enterFeed(tx, { feedId: channel.feedId, userId }, user, {
      action: 'channel.add_member',
      subjectId: channel.id,
      detail,
    });
  });
  if (!isIn) throw notFound('person');
}

function outsider() {
  return new AppError('forbidden', 'Join this channel to add people to it.');
}
