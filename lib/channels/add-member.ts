import 'server-only';
import { PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { AppError, notFound } from '@/lib/errors';
import { findChannel } from './access/find-channel';
import { enterFeed } from './rows/enter-feed';

/**
 * Adds somebody to a channel that the user belongs to. No effect for a member.
 * @throws {AppError} `forbidden` when the user is no member; `not_found` for unknown people.
 */
export async function addMember(user: SignedInUser, uniqueName: string, userId: string): Promise<void> {
  const { id: subjectId, feedId, name, joined } = await findChannel(user, uniqueName);
  if (!joined) throw outsider();
  const entry = { action: 'channel.add_member', subjectId, detail: { uniqueName, name, userId } } as const;
  // A user who is being removed from the channel can add nobody any more.
  const ownMembership = Prisma.sql`
    select from feed_member where feed_id = ${feedId} and user_id = ${user.id} and ${PERMITTED} for share`;
  const { open, known } = await enterFeed(user, { feedId, userId }, entry, ownMembership);
  if (!open) throw outsider();
  if (!known) throw notFound('person');
}

function outsider() {
  return new AppError('forbidden', 'Join this channel to add people to it.');
}
