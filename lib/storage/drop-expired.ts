import 'server-only';
import type { Queryable } from './ensure-partitions';
import { keepBodies } from './keep-bodies';
import { madeAtOf, type PartitionedTable, WEEK_MS, weekOfPartition } from './partitions';

const DAY_MS = 24 * 60 * 60 * 1000;

type Partition = { name: string; isDetaching: boolean; comment: string | null };

const PARTITIONS = `SELECT c.relname AS name, i.inhdetachpending AS "isDetaching", obj_description(c.oid, 'pg_class') AS comment
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = $1::regclass ORDER BY c.relname`;

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
  for (const { name, isDetaching } of expired) {
    if (table === 'message') await keepBodies(connection, weekOfPartition(name));
    // An interrupted detachment must be finished, it cannot begin again.
    const how = isDetaching ? 'FINALIZE' : 'CONCURRENTLY';
    await connection.query(`ALTER TABLE ${table} DETACH PARTITION ${name} ${how}`);
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
