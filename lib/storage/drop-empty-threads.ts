import 'server-only';
import type { Queryable } from './ensure-partitions';

const SLICE = 500;

const EMPTY = `SELECT t.feed_id AS id, f.last_seq AS "lastSeq" FROM thread t JOIN feed f ON f.id = t.feed_id
  WHERE t.feed_id > $1
    AND NOT EXISTS (SELECT FROM message m WHERE m.feed_id = t.parent_feed_id AND m.seq = t.parent_seq)
    AND NOT EXISTS (SELECT FROM message m WHERE m.feed_id = t.feed_id)
  ORDER BY t.feed_id LIMIT ${SLICE}`;

/**
 * Removes threads without replies whose message is gone. A reply that is being accepted advances the feed's number
 * under its lock, so its thread stays.
 */
export async function dropEmptyThreads(connection: Queryable): Promise<void> {
  let afterId = 0;
  for (;;) {
    const { rows } = await connection.query<{ id: number; lastSeq: string }>(EMPTY, [afterId]);
    await connection.query(
      `DELETE FROM feed f USING unnest($1::int[], $2::bigint[]) AS x(id, last_seq)
       WHERE f.id = x.id AND f.last_seq = x.last_seq`,
      [rows.map(({ id }) => id), rows.map(({ lastSeq }) => lastSeq)],
    );
    if (rows.length < SLICE) return;
    afterId = rows.at(-1)?.id ?? afterId;
  }
}
