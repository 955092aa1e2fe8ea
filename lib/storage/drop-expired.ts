import 'server-only';
import { IDEMPOTENCY_HOURS } from '@/lib/webhooks/idempotency-policy';
import type { Queryable } from './ensure-partitions';
import { type PartitionedTable, WEEK_MS, weekOfPartition } from './partitions';

const DAY_MS = 24 * 60 * 60 * 1000;

type Partition = { name: string; isDetaching: boolean };

const PARTITIONS = `SELECT c.relname AS name, i.inhdetachpending AS "isDetaching"
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = $1::regclass ORDER BY c.relname`;

/**
 * Drops the partitions whose last row is older than `days`; 0 keeps everything. Each is detached without stopping the
 * accept path and then dropped whole, which takes no longer for a million rows than for one.
 * @returns the names of what was dropped.
 */
export async function dropExpired(
  connection: Queryable,
  table: PartitionedTable,
  days: number,
  nowMs = Date.now(),
): Promise<string[]> {
  if (days === 0) return [];
  const { rows } = await connection.query<Partition>(PARTITIONS, [table]);
  const expired = rows.filter(({ name }) => weekOfPartition(name) + WEEK_MS <= nowMs - days * DAY_MS);
  for (const { name, isDetaching } of expired) {
    // A detachment that was cut short is only finished, not begun again.
    const how = isDetaching ? 'FINALIZE' : 'CONCURRENTLY';
    await connection.query(`ALTER TABLE ${table} DETACH PARTITION ${name} ${how}`);
    await connection.query(`DROP TABLE ${name}`);
  }
  return expired.map(({ name }) => name);
}

/** Forgets idempotency keys after their day. */
export async function forgetIdempotencyKeys(connection: Queryable): Promise<void> {
  await connection.query(
    `DELETE FROM idempotency_key WHERE created_at < now() - interval '${IDEMPOTENCY_HOURS} hours'`,
  );
}

/** Forgets the half hours of calls that retention has dropped. */
export async function forgetUsageSlots(connection: Queryable, days: number): Promise<void> {
  if (days === 0) return;
  await connection.query('DELETE FROM usage_slot WHERE slot < now() - make_interval(days => $1)', [days]);
}

/** Forgets the votes of polls that are gone, by retention or with their feed. */
export async function forgetVotes(connection: Queryable): Promise<void> {
  await connection.query(
    `DELETE FROM poll_vote v
     WHERE NOT EXISTS (SELECT FROM message m WHERE m.feed_id = v.feed_id AND m.seq = v.message_seq)`,
  );
}
