import 'server-only';
import type pg from 'pg';
import { lockForTransaction } from '@/lib/db/advisory-locks';
import {
  boundOf,
  type PartitionedTable,
  partitionedTables,
  partitionName,
  WEEK_MS,
  weekOf,
} from './partitions';

/** Enough that nothing is missing when nothing made any for a month. */
const WEEKS_AHEAD = 5;

export type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * Makes the partitions of this week, of the last (clocks differ) and of the coming ones, where they are missing. Several
 * processes may do so at once. Accepting calls goes on meanwhile: a partition is made empty, then attached.
 */
export async function ensurePartitions(connection: Queryable, nowMs = Date.now()): Promise<void> {
  const wanted = partitionedTables.flatMap((table) =>
    Array.from({ length: WEEKS_AHEAD + 2 }, (_, index) => ({
      table,
      weekMs: weekOf(nowMs) + (index - 1) * WEEK_MS,
    })),
  );
  const { rows } = await connection.query<{ name: string }>(
    'SELECT inhrelid::regclass::text AS name FROM pg_inherits',
  );
  const known = new Set(rows.map(({ name }) => name));
  for (const { table, weekMs } of wanted) {
    if (!known.has(partitionName(table, weekMs))) await makePartition(connection, table, weekMs);
  }
}

/** Makes the partition of the week that begins at `weekMs`; does nothing where it exists. */
export async function makePartition(
  connection: Queryable,
  table: PartitionedTable,
  weekMs: number,
): Promise<void> {
  const name = partitionName(table, weekMs);
  // Sent as one simple query, which is one transaction. The lock keeps two processes from making the same table.
  await connection.query(
    `${lockForTransaction('partitions')};
     CREATE TABLE IF NOT EXISTS ${name} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
     DO $$ BEGIN
       IF NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = '${name}'::regclass) THEN
         ALTER TABLE ${table} ATTACH PARTITION ${name}
           FOR VALUES FROM ('${boundOf(table, weekMs)}') TO ('${boundOf(table, weekMs + WEEK_MS)}');
       END IF;
     END $$`,
  );
}
