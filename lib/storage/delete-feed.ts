import 'server-only';
import { type AuditEntry, eventSql } from '@/lib/audit/record-event';
import { actAtOnce, OPEN } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { pool } from '@/lib/db/pool';
import { noteRemovedLater, removeFeedsSoon, removeMessages } from './remove-feeds';

/**
 * Deletes a feed, with its members and its channel, bot or extension, in one statement. It waits for calls that are
 * being accepted, so their messages disappear, too. The first messages are removed when this resolves, the others bit
 * by bit.
 * @param door a query that asks for PERMITTED and locks what permits the deletion; without a row nothing is done.
 * @returns false when nothing was done, or it was gone already.
 */
export async function deleteFeed(
  user: SignedInUser,
  feedId: number,
  { action, subjectId, detail }: AuditEntry,
  door = OPEN,
): Promise<boolean> {
  const deleted = await actAtOnce(
    user,
    Prisma.sql`door as materialized (${door}),
    deleted as (
      delete from feed where id = ${feedId} and exists (select from door) returning id
    ),
    done as (${eventSql(user, action, subjectId, detail, Prisma.sql`deleted`)})`,
  );
  if (deleted.length === 0) return false;
  // The deletion has happened, whatever becomes of the messages now.
  await removeMessages(pool(), feedId).catch(noteRemovedLater);
  removeFeedsSoon();
  return true;
}
