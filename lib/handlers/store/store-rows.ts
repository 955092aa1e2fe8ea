import 'server-only';
import { pool } from '@/lib/db/pool';
import { db } from '@/lib/db/prisma';
import { STORE_LIMITS } from './store-policy';

/** The store of a bot's or extension's feed. */
export type StorePlace = { feedId: number; inSandbox: boolean };
export type Write = { key: string; json: string; ttlS: number | null };

const MINE = 'feed_id = $1 AND in_sandbox = $2';
/** By the database's clock, bounded on both sides: see lib/instants.ts. */
const LIVE = `(expires_at IS NULL OR expires_at > now() AND expires_at <= now() + interval '${STORE_LIMITS.ttlS + 10} seconds')`;
const numberIn = (value: string) =>
  String.raw`CASE WHEN ${value} ~ '^-?\d+(\.\d+)?([eE][+-]?\d+)?$' THEN ${value}::float8 END`;
const NUMBER = numberIn('value');

export async function readValue({ feedId, inSandbox }: StorePlace, key: string): Promise<string | null> {
  const { rows } = await pool().query<{ value: string }>(
    `SELECT value FROM handler_store_entry WHERE ${MINE} AND key = $3 AND ${LIVE}`,
    [feedId, inSandbox, key],
  );
  return rows[0]?.value ?? null;
}

export async function readKeys({ feedId, inSandbox }: StorePlace): Promise<string[]> {
  const { rows } = await pool().query<{ key: string }>(
    `SELECT key FROM handler_store_entry WHERE ${MINE} AND ${LIVE}`,
    [feedId, inSandbox],
  );
  return rows.map(({ key }) => key);
}

export type Added = { value: number; created: boolean };

/** Adds in one statement, so that parallel calls count each other; null when the stored value is no number. */
export async function addTo(
  { feedId, inSandbox }: StorePlace,
  { key, by, ttlS }: { key: string; by: number; ttlS: number | null },
): Promise<Added | null> {
  const { rows } = await pool().query<{ value: string; created: boolean }>(
    `INSERT INTO handler_store_entry AS e (feed_id, in_sandbox, key, value, expires_at)
     VALUES ($1, $2, $3, $4::float8::text, now() + $5::float8 * interval '1 second')
     ON CONFLICT (feed_id, in_sandbox, key) DO UPDATE
       SET value = (${numberIn('e.value')} + $4::float8)::text WHERE ${numberIn('e.value')} IS NOT NULL
     RETURNING value, xmax = 0 AS created`,
    [feedId, inSandbox, key, by, ttlS],
  );
  const [row] = rows;
  return row ? { value: Number(row.value), created: row.created } : null;
}

/**
 * Takes back the additions of a call that was not accepted; a key that it made, and nobody else has counted in, is
 * removed. The subtraction depends on no value: two that take back at once see each other's only once they have waited.
 */
export async function takeBack(
  { feedId, inSandbox }: StorePlace,
  additions: readonly { key: string; by: number; created: boolean }[],
): Promise<void> {
  for (const { key, by, created } of additions) {
    await pool().query(
      `UPDATE handler_store_entry SET value = (${NUMBER} - $4::float8)::text
       WHERE ${MINE} AND key = $3 AND ${LIVE} AND ${NUMBER} IS NOT NULL`,
      [feedId, inSandbox, key, by],
    );
    if (!created) continue;
    await pool().query(`DELETE FROM handler_store_entry WHERE ${MINE} AND key = $3 AND ${NUMBER} = 0`, [
      feedId,
      inSandbox,
      key,
    ]);
  }
}

/**
 * Writes and deletes together. Deletions come first, to make room; the store's row is locked before any key's, so
 * that calls that write the same keys never deadlock.
 */
export async function applyWrites(
  { feedId, inSandbox }: StorePlace,
  writes: readonly Write[],
  deleted: readonly string[],
): Promise<void> {
  const [keys, values] = [writes.map(({ key }) => key), writes.map(({ json }) => json)];
  const ttls = writes.map(({ ttlS }) => ttlS);
  await db().$transaction([
    db().$executeRaw`
      SELECT FROM handler_store WHERE feed_id = ${feedId} AND in_sandbox = ${inSandbox} FOR NO KEY UPDATE`,
    db().$executeRaw`
      DELETE FROM handler_store_entry
      WHERE feed_id = ${feedId} AND in_sandbox = ${inSandbox} AND key = ANY (${deleted}::text[])`,
    db().$executeRaw`
      INSERT INTO handler_store_entry (feed_id, in_sandbox, key, value, expires_at)
      SELECT ${feedId}, ${inSandbox}, w.key, w.json, now() + w.ttl_s * interval '1 second'
      FROM unnest(${keys}::text[], ${values}::text[], ${ttls}::float8[]) AS w(key, json, ttl_s)
      ON CONFLICT (feed_id, in_sandbox, key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
  ]);
}
