import type pg from 'pg';
import { pool } from '@/lib/db/pool';

/**
 * Holds rows as `sql` locks or changes them, starts each act once those before it wait, and commits when all do.
 * @returns what the acts resolve to
 */
export async function whileHeld<T>(
  sql: string,
  values: unknown[],
  ...acts: (() => Promise<T>)[]
): Promise<T[]> {
  const holder = await pool().connect();
  try {
    await holder.query('BEGIN');
    await holder.query(sql, values);
    const begun: Promise<T>[] = [];
    for (const act of acts) {
      begun.push(act());
      await waiting(holder, begun.length);
    }
    await holder.query('COMMIT');
    return await Promise.all(begun);
  } finally {
    holder.release();
  }
}

/** Resolves when `many` sessions wait for the holder, directly or through others. */
async function waiting(holder: pg.PoolClient, many: number): Promise<void> {
  const sql = `WITH RECURSIVE behind AS (
      SELECT pg_backend_pid() AS pid
      UNION SELECT l.pid FROM pg_locks l JOIN behind b ON NOT l.granted AND b.pid = ANY(pg_blocking_pids(l.pid))
    ) SELECT count(*)::int - 1 AS n FROM behind`;
  for (;;) {
    const { rows } = await holder.query(sql);
    if (rows[0].n >= many) return;
    await new Promise(setImmediate);
  }
}
