import 'server-only';
import type pg from 'pg';
import { lockForTransaction } from '@/lib/db/advisory-locks';
import {
  boundOf,
  madeComment,
  type PartitionedTable,
  partitionedTables,
  partitionName,
  WEEK_MS,
  weekOf,
} from './partitions';

/** Enough even when no partition was made for a month. */
const WEEKS_AHEAD = 5;

export type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * Makes the missing partitions of this week, of the last one (clocks differ) and of the coming ones: by this
 * process's clock, which makes calls' ids, and by the database's, which dates messages. Several processes may do so
 * at once, and calls are accepted meanwhile: a partition is made empty, then attached.
 */
export async function ensurePartitions(connection: Queryable, nowMs = Date.now()): Promise<void> {
  const { rows } = await connection.query<{ now: Date; names: string[] }>(
    'SELECT now() AS now, ARRAY(SELECT inhrelid::regclass::text FROM pg_inherits) AS names',
  );
  const { now, names } = rows[0] as { now: Date; names: string[] };
  const known = new Set(names);
  const weeks = new Set([nowMs, now.getTime()].flatMap(weeksAround));
  for (const table of partitionedTables) {
    for (const weekMs of weeks) {
      if (!known.has(partitionName(table, weekMs))) {
        await makePartition(connection, table, weekMs, now.getTime());
      }
    }
  }
}

function weeksAround(nowMs: number): number[] {
  return Array.from({ length: WEEKS_AHEAD + 2 }, (_, index) => weekOf(nowMs) + (index - 1) * WEEK_MS);
}

/**
 * Makes the partition of the week that begins at `weekMs`, unless it exists. A partition made after its week records
 * that (`madeMs`), since its retention counts from there.
 */
export async function makePartition(
  connection: Queryable,
  table: PartitionedTable,
  weekMs: number,
  madeMs?: number,
): Promise<void> {
  const name = partitionName(table, weekMs);
  const isLate = madeMs !== undefined && madeMs > weekMs + WEEK_MS;
  const comment = isLate ? `COMMENT ON TABLE ${name} IS '${madeComment(madeMs)}';` : '';
  // One simple query is one transaction. The lock keeps two processes from making the same table.
  await connection.query(
    `${lockForTransaction('partitions')};
     CREATE TABLE IF NOT EXISTS ${name} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
     DO $$ BEGIN
       IF NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = '${name}'::regclass) THEN
         ALTER TABLE ${table} ATTACH PARTITION ${name}
           FOR VALUES FROM ('${boundOf(table, weekMs)}') TO ('${boundOf(table, weekMs + WEEK_MS)}');
         ${comment}
       END IF;
     END $$`,
  );
}
