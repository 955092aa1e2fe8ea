import 'server-only';
import { pool } from '@/lib/db/pool';
import type { Transaction } from '@/lib/db/prisma';
import { log } from '@/lib/log';
import type { Queryable } from './ensure-partitions';

const MESSAGES = 5_000;
const FEEDS = 100;

/**
 * Removes what deleted feeds left: first the feeds of their threads, then messages, a slice at a time. A killed
 * process loses at most its current slice; several processes may do the same, and the later ones find less.
 */
export async function removeFeeds(connection: Queryable): Promise<void> {
  for (let after = 0; ; ) {
    const { rows } = await connection.query<{ id: number }>(
      'SELECT feed_id AS id FROM removed_feed WHERE feed_id > $1 ORDER BY feed_id LIMIT $2',
      [after, FEEDS],
    );
    for (const { id } of rows) await removeFeed(connection, id);
    // Feeds of threads found on the way mostly have higher numbers; another round takes the others.
    if (rows.length === 0 && after === 0) return;
    after = rows.at(-1)?.id ?? 0;
  }
}

async function removeFeed(connection: Queryable, id: number): Promise<void> {
  // A call being accepted holds the feed's lock: after this statement its messages are visible, and none can follow.
  await connection.query('DELETE FROM feed WHERE id = $1', [id]);
  let after = '-1';
  for (;;) {
    const { rows } = await connection.query<{ last: string | null; count: number }>(
      `WITH gone AS (
         DELETE FROM message m USING (
           SELECT feed_id, seq, sent_at FROM message WHERE feed_id = $1 AND seq > $2 ORDER BY seq LIMIT ${MESSAGES}
         ) x
         WHERE m.feed_id = x.feed_id AND m.seq = x.seq AND m.sent_at = x.sent_at
         RETURNING m.seq
       )
       SELECT max(seq)::text AS last, count(*)::int AS count FROM gone`,
      [id, after],
    );
    const { last, count } = rows[0]!;
    if (count < MESSAGES) break;
    after = last!;
  }
  await connection.query(
    'DELETE FROM removed_feed r WHERE feed_id = $1 AND NOT EXISTS (SELECT FROM message m WHERE m.feed_id = r.feed_id)',
    [id],
  );
}

/**
 * Deletes a feed with its members and as many messages as one transaction may take; `removeFeedsSoon` removes the
 * rest.
 * @returns false when it is gone already.
 */
export async function deleteFeed(tx: Transaction, id: number): Promise<boolean> {
  // The feed goes first: a call being accepted holds its lock, and the next statement then sees its messages.
  const { count } = await tx.feed.deleteMany({ where: { id } });
  await tx.$executeRaw`
    DELETE FROM message m USING (
      SELECT feed_id, seq, sent_at FROM message WHERE feed_id = ${id} ORDER BY seq LIMIT ${MESSAGES}
    ) x
    WHERE m.feed_id = x.feed_id AND m.seq = x.seq AND m.sent_at = x.sent_at`;
  return count > 0;
}

/** Runs after a deletion, and nobody waits for it; maintenance finishes what this process cannot. */
export function removeFeedsSoon(): void {
  removeFeeds(pool()).catch((error: unknown) =>
    log().warn({ err: error }, 'messages of deleted feeds are removed later'),
  );
}
