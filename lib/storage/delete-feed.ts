import 'server-only';
import { type AuditAction, eventSql } from '@/lib/audit/record-event';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { pool } from '@/lib/db/pool';
import { removeFeedsSoon, removeMessages } from './remove-feeds';

type Deletion = { action: AuditAction; subjectId: string; detail: Record<string, string> };

/**
 * Deletes a feed, with its members and what it is the feed of, in one statement: it waits for calls that are being accepted, and
 * nobody sees their messages any more. The first messages are gone when this resolves; the others are removed bit by bit.
 * @returns false when it is gone already.
 */
export async function deleteFeed(
  user: SignedInUser,
  feedId: number,
  { action, subjectId, detail }: Deletion,
): Promise<boolean> {
  const deleted = await actAtOnce(
    user,
    Prisma.sql`deleted as (
      delete from feed where id = ${feedId} and ${PERMITTED} returning id
    ),
    done as (${eventSql(user, action, subjectId, detail, Prisma.sql`deleted`)})`,
  );
  if (deleted.length === 0) return false;
  await removeMessages(pool(), feedId);
  removeFeedsSoon();
  return true;
}
