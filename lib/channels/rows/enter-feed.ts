import 'server-only';
import { type AuditEntry, eventSql } from '@/lib/audit/record-event';
import { actAtOnce, OPEN } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';

type Entrance = {
  /** Whether the door had a row. */
  open: boolean;
  /** Whether the person can be a member. */
  known: boolean;
};

/**
 * Makes somebody a member who sees the whole past as read, and records it, in one statement: a message to that person alone makes
 * them a member, too, and waits for whoever does. No effect for a member, also when two add them at once. Deactivated people are not
 * added.
 * @param door a query that asks for PERMITTED and locks what permits the entry; without a row nothing is done.
 */
export async function enterFeed(
  user: SignedInUser,
  { feedId, userId }: { feedId: number; userId: string },
  { action, subjectId, detail }: AuditEntry,
  door = OPEN,
): Promise<Entrance> {
  // The shared lock on the feed keeps it from being deleted, and delays no call.
  const [entrance] = await actAtOnce<Entrance>(
    user,
    Prisma.sql`door as materialized (${door}),
    person as materialized (select id from "user" where id = ${userId} and deactivated_at is null),
    place as materialized (
      select id, last_seq from feed where id = ${feedId} and exists (select from door) for key share
    ),
    entered as (
      insert into feed_member (feed_id, user_id, last_read_seq)
      select place.id, person.id, place.last_seq from place cross join person
      on conflict (feed_id, user_id) do nothing
      returning user_id
    ),
    event as (${eventSql(user, action, subjectId, detail, Prisma.sql`entered`)}),
    done as (select exists (select from door) as open, exists (select from person) as known)`,
  );
  return entrance!;
}
