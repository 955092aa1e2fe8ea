import 'server-only';
import { type AuditEntry, eventSql } from '@/lib/audit/record-event';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { pool } from '@/lib/db/pool';
import { noteRemovedLater, removeFeedsSoon, removeMessages } from './remove-feeds';

/**
 * Deletes a feed, with its members and its channel, bot or extension, in one statement. It waits for calls that are
 * being accepted, so their messages disappear, too. The first messages are removed when this resolves, the others bit
 * by bit.
 * @returns false when it is gone already.
 */
export async function deleteFeed(
  user: SignedInUser,
  feedId: number,
  { action, subjectId, detail }: AuditEntry,
): Promise<boolean> {
  const deleted = await actAtOnce(
    user,
    Prisma.sql`deleted as (
      delete from feed where id = ${feedId} and ${PERMITTED} returning id
    ),
    done as (${eventSql(user, action, subjectId, detail, Prisma.sql`deleted`)})`,
  );
  if (deleted.length === 0) return false;
  // The deletion has happened, whatever becomes of the messages now.
  await removeMessages(pool(), feedId).catch(noteRemovedLater);
  removeFeedsSoon();
  return true;
}
