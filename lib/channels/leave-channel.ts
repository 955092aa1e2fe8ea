import 'server-only';
import { eventSql } from '@/lib/audit/record-event';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { findChannel } from './access/find-channel';

/**
 * Leaves a channel; from then on the user's tokens may not post there. No effect for others.
 * @throws {AppError} `conflict` for the last member of a private channel who is active: nobody could enter it again.
 */
export async function leaveChannel(user: SignedInUser, uniqueName: string): Promise<void> {
  const { id, feedId, name, access } = await findChannel(user, uniqueName);
  const isPrivate = access === 'PRIVATE';
  // When the last two members leave at once, the second waits for the first one's row, finds it gone and sees that
  // they are alone. The shared lock on the feed keeps it from being deleted, and delays no call.
  const [others] = await actAtOnce<{ count: number }>(
    user,
    Prisma.sql`place as materialized (
      select id from feed where id = ${feedId} and ${PERMITTED} for key share
    ),
    others as materialized (
      select m.user_id, u.deactivated_at is null as active
      from feed_member m join "user" u on u.id = m.user_id
      where ${isPrivate} and m.feed_id in (select id from place) order by m.user_id for update of m
    ),
    gone as (
      delete from feed_member where feed_id in (select id from place) and user_id = ${user.id}
        and (not ${isPrivate} or exists (select from others where user_id <> ${user.id} and active))
      returning user_id
    ),
    event as (${eventSql(user, 'channel.leave', id, { uniqueName, name }, Prisma.sql`gone`)}),
    done as (select count(*)::int as count from others where user_id <> ${user.id} and active)`,
  );
  if (isPrivate && others?.count === 0) {
    throw new AppError(
      'conflict',
      'You are the last active member of this private channel. Add somebody else before you leave.',
    );
  }
}
