import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import type { Transaction } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';

/** SQL: whether the row `i` of `intake` has any setting. */
const SETS = Prisma.sql`(i.scheme is not null or i.understanding is not null)`;

/**
 * Changes how a feed takes incoming calls; `change` finds a row in `intake` and holds it alone. From the commit on,
 * every process treats calls by the new settings, since the accepting statement compares versions. The feed's row is
 * locked for the change last and shortly: calls wait for it.
 * @throws {AppError} `not_found` when the feed was deleted meanwhile
 */
export async function changeIntake(
  tx: Transaction,
  feedId: number,
  change: () => Promise<unknown>,
): Promise<void> {
  const found = await tx.$executeRaw`
    insert into intake (feed_id) select id from feed where id = ${feedId} for key share
    on conflict (feed_id) do update set feed_id = excluded.feed_id`;
  if (found === 0) throw notFound('channel, bot or extension');
  await change();
  await tx.$executeRaw`
    update feed set intake_version = case
      when exists (select from intake i where i.feed_id = feed.id and ${SETS}) then nextval('intake_version_seq') else 0 end
    where id = ${feedId}`;
}
