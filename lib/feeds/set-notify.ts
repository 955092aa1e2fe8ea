import 'server-only';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { readerOf } from './access/require-feed-member';
import type { NotifySettings } from './schema';

/**
 * Sets how a feed notifies the user, on every machine. Missing settings stay; the user's open pages are told.
 * @throws {AppError} `not_found` for a feed that the user does not belong to, and for a thread, which has no
 * membership of its own.
 */
export async function setNotify(
  user: SignedInUser,
  feedId: number,
  { notify, muted }: NotifySettings,
): Promise<void> {
  const changed = await actAtOnce(
    user,
    Prisma.sql`changed as (
      update feed_member m
         set notify = coalesce(${notify ?? null}::feed_notify, m.notify), muted = coalesce(${muted ?? null}::boolean, m.muted)
       where m.feed_id = ${feedId} and m.user_id = ${user.id}
         and exists (select from (${readerOf(feedId, user.id)}) reader) and ${PERMITTED}
      returning m.feed_id, m.user_id
    ),
    done as (select pg_notify('postern_unread', user_id || '/' || feed_id)::text from changed)`,
  );
  if (changed.length === 0) throw notFound('feed');
}
