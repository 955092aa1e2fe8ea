import 'server-only';
import { PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { managedSql } from '@/lib/bots/bot-access';
import { Prisma } from '@/lib/db/generated/client';

/**
 * SQL: the feed whose settings an act changes. Its row is locked first: it has the version of the settings, and calls compare it.
 * There is none when it is a bot's that has become somebody else's personal one since the act began.
 * @param version of the settings that the act has seen; without a row others are there by now.
 */
export function intakePlace(user: SignedInUser, feedId: number, version?: number): Prisma.Sql {
  const isSeen = version === undefined ? Prisma.sql`true` : Prisma.sql`intake_version = ${version}`;
  return Prisma.sql`
    bot_of_it as materialized (
      select ${managedSql(user)} as managed from bot b where b.feed_id = ${feedId} and ${PERMITTED} for share
    ),
    place as materialized (
      select id from feed where id = ${feedId} and ${isSeen} and ${PERMITTED}
        and not exists (select from bot_of_it where not managed)
      for no key update
    )`;
}

/** SQL: whether the row `i` of `intake` has any setting. */
export const SETS = Prisma.sql`(i.scheme is not null or i.understanding is not null)`;

/**
 * SQL: gives the feed of `changed` (feed_id, sets) the version of its new settings. From the commit on, every process treats calls by
 * them, since the accepting statement compares versions.
 */
export const VERSIONED = Prisma.sql`
  versioned as (
    update feed f set intake_version = case when c.sets then nextval('intake_version_seq') else 0 end
    from changed c where f.id = c.feed_id
  )`;
