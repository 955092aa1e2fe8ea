import 'server-only';
import type { Queryable } from './ensure-partitions';
import { partitionName, WEEK_MS } from './partitions';

/** Pages of 8 KiB per statement. */
const SLICE_PAGES = 2_000;

/**
 * Before messages of a week are dropped: copies their bodies into the calls that outlive them and read their body
 * from the message. A message's calls came at most a week before or after it.
 */
export async function keepBodies(connection: Queryable, weekMs: number): Promise<void> {
  const messages = partitionName('message', weekMs);
  for (const calls of [-1, 0, 1].map((weeks) => partitionName('invocation', weekMs + weeks * WEEK_MS))) {
    const { rows } = await connection.query<{ pages: number | null }>(
      "SELECT (pg_relation_size(to_regclass($1)) / current_setting('block_size')::int)::int AS pages",
      [calls],
    );
    for (let page = 0; page < (rows[0]?.pages ?? 0); page += SLICE_PAGES) {
      await connection.query(
        `UPDATE ${calls} i SET body = convert_to(m.content, 'UTF8') FROM ${messages} m
         WHERE m.feed_id = i.feed_id AND m.seq = i.message_seq
           AND i.body IS NULL AND i.body_size > 0 AND i.message_seq IS NOT NULL
           AND i.ctid >= '(${page},0)'::tid AND i.ctid < '(${page + SLICE_PAGES},0)'::tid`,
      );
    }
  }
}
