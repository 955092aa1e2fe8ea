import 'server-only';
import { pool } from '@/lib/db/pool';
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
  for (let after: string | null = '-1'; after !== null; ) after = await removeMessages(connection, id, after);
  await connection.query(
    'DELETE FROM removed_feed r WHERE feed_id = $1 AND NOT EXISTS (SELECT FROM message m WHERE m.feed_id = r.feed_id)',
    [id],
  );
}

/** @returns the number of the last message that was removed, or null when there are no more. */
export async function removeMessages(
  connection: Queryable,
  feedId: number,
  after = '-1',
): Promise<string | null> {
  const { rows } = await connection.query<{ last: string | null; count: number }>(
    `WITH gone AS (
       DELETE FROM message m USING (
         SELECT feed_id, seq, sent_at FROM message WHERE feed_id = $1 AND seq > $2 ORDER BY seq LIMIT ${MESSAGES}
       ) x
       WHERE m.feed_id = x.feed_id AND m.seq = x.seq AND m.sent_at = x.sent_at
       RETURNING m.seq
     )
     SELECT max(seq)::text AS last, count(*)::int AS count FROM gone`,
    [feedId, after],
  );
  const { last, count } = rows[0]!;
  return count < MESSAGES ? null : last;
}

/** Runs after a deletion, and nobody waits for it; maintenance finishes what this process cannot. */
export function removeFeedsSoon(): void {
  removeFeeds(pool()).catch(noteRemovedLater);
}

/** What is left is remembered by `removed_feed`. */
export function noteRemovedLater(error: unknown): void {
  log().warn({ err: error }, 'messages of deleted feeds are removed later');
}
