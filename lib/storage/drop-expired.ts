import 'server-only';
import type { Queryable } from './ensure-partitions';
import { keepBodies } from './keep-bodies';
import { madeAtOf, type PartitionedTable, WEEK_MS, weekOfPartition } from './partitions';

const DAY_MS = 24 * 60 * 60 * 1000;

type Partition = {
  name: string;
  /** Its part in the table: whole, being given up, or none, when a process ended between detaching and dropping. */
  state: 'attached' | 'detaching' | 'detached';
  comment: string | null;
};

const PARTITIONS = `SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
    CASE WHEN i.inhrelid IS NULL THEN 'detached' WHEN i.inhdetachpending THEN 'detaching' ELSE 'attached' END AS state
  FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
  WHERE i.inhparent = $1::text::regclass OR (i.inhrelid IS NULL AND c.relkind = 'r' AND c.relname ~ ('^' || $1::text || '_[0-9]{8}$')
    AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = $1::text::regclass))
  ORDER BY c.relname`;

/**
 * Drops the partitions whose last row is older than `days` at `atMs`; 0 keeps everything. Each is detached without
 * stopping the accept path and then dropped whole, which takes as long for a million rows as for one.
 * @returns the names of the dropped partitions.
 */
export async function dropExpired(
  connection: Queryable,
  table: PartitionedTable,
  days: number,
  atMs: number,
): Promise<string[]> {
  if (days === 0) return [];
  const { rows } = await connection.query<Partition>(PARTITIONS, [table]);
  const expired = rows.filter((partition) => lastRowMs(partition) <= atMs - days * DAY_MS);
  for (const { name, state } of expired) {
    if (table === 'message') await keepBodies(connection, weekOfPartition(name));
    // An interrupted detachment must be finished, it cannot begin again.
    const how = state === 'detaching' ? 'FINALIZE' : 'CONCURRENTLY';
    if (state !== 'detached') await connection.query(`ALTER TABLE ${table} DETACH PARTITION ${name} ${how}`);
    await connection.query(`DROP TABLE ${name}`);
  }
  return expired.map(({ name }) => name);
}

/**
 * The latest possible time of a row. A process whose clock is behind writes into past weeks, so rows may be as young
 * as their partition.
 */
function lastRowMs({ name, comment }: Partition): number {
  return Math.max(weekOfPartition(name) + WEEK_MS, madeAtOf(comment));
}
