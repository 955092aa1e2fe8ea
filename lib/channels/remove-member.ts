import 'server-only';
import { OPEN, PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
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
  // Two who remove each other from a private channel at once would leave nobody in it: the second finds their own membership
  // gone. Both rows are locked in one order, so neither waits for the other, below the feed's lock, as its deletion does.
  const ownMembership = Prisma.sql`
    with place as materialized (select id from feed where id = ${feedId} and ${PERMITTED} for key share),
    both_of_them as materialized (
      select user_id from feed_member
      where feed_id in (select id from place) and user_id in (${user.id}, ${userId}) order by user_id for update
    )
    select from both_of_them where user_id = ${user.id}`;
  const door = channel.access === 'PRIVATE' ? ownMembership : OPEN;
  if (await exitFeed(user, { feedId, userId }, entry, door)) return;
  await findChannel(user, uniqueName);
  throw notFound('member');
}
