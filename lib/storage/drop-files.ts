import 'server-only';
import type { Queryable } from './ensure-partitions';

/** Uploads take half an hour at the most; whatever belongs to no message after this was never accepted. */
const PENDING_HOURS = 1;

/** Removes files that belong to no message: never accepted, of a deleted feed, or dropped with it by retention. */
export async function dropFiles(connection: Queryable, days: number): Promise<void> {
  await connection.query(
    `DELETE FROM file WHERE feed_id IS NULL AND created_at < now() - interval '${PENDING_HOURS} hours'`,
  );
  await connection.query(
    'DELETE FROM file f WHERE f.feed_id IS NOT NULL AND NOT EXISTS (SELECT FROM feed WHERE id = f.feed_id)',
  );
  if (days === 0) return;
  // By the index on created_at: of the files that are old enough, few still have their message.
  await connection.query(
    `DELETE FROM file f WHERE f.feed_id IS NOT NULL AND f.created_at < now() - make_interval(days => $1)
      AND NOT EXISTS (SELECT FROM message m WHERE m.feed_id = f.feed_id AND m.seq = f.message_seq)`,
    [days],
  );
}
