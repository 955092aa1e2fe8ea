import 'server-only';
import { LONGEST_PAUSE_S } from '@/lib/accounts/attempts/policy';
import { IDEMPOTENCY_HOURS } from '@/lib/webhooks/limits/idempotency-policy';
import { attempt } from './attempt';
import type { Queryable } from './ensure-partitions';

/** How long ended rows stay, for investigations. */
const KEPT_DAYS = 30;
/** Uploads take at most half an hour; a file without a message after this time was never accepted. */
const PENDING_HOURS = 1;
/** Rows per statement, so that no statement holds others up. */
const SLICE = 1_000;
/** A file may have two hundred rows of its own. */
const FILES_SLICE = 20;

export type Retention = { invocationDays: number; messageDays: number; auditDays: number };

/**
 * `due` is SQL: whether a row `r` of the table has ended at the instant $1. Each cleaner is one entry of the list
 * below.
 */
type Cleaner = { table: string; due: string; slice?: number };

const olderThan = (column: string, age: string) => `${column} <= $1::timestamptz - interval '${age}'`;
/** Tells the trigger of the audit trail, for this transaction, that retention removes; it refuses everybody else. */
const BY_RETENTION = `set_config('postern.removes', 'audit_event', true) IS NOT NULL`;
const AT_ANY_TIME = '$1::timestamptz IS NOT NULL';
const NO_MESSAGE = 'NOT EXISTS (SELECT FROM message m WHERE m.feed_id = r.feed_id AND m.seq = r.message_seq)';

/** Cleaners for everything that ends after a time or with a message; 0 days means never. */
function cleaners({ invocationDays, messageDays, auditDays }: Retention): Cleaner[] {
  const afterDays = (days: number, cleaner: Cleaner) => (days === 0 ? [] : [cleaner]);
  return [
    {
      table: 'session',
      // A person's last session stays, since it tells when they were last here.
      due: `${olderThan('least(r.expires_at, r.revoked_at)', `${KEPT_DAYS} days`)}
        AND EXISTS (SELECT FROM session s WHERE s.user_id = r.user_id AND (s.last_seen_at, s.id) > (r.last_seen_at, r.id))`,
    },
    {
      table: 'invitation',
      due: olderThan('least(r.expires_at, r.accepted_at, r.revoked_at)', `${KEPT_DAYS} days`),
    },
    {
      table: 'reset_link',
      due: olderThan('least(r.expires_at, r.used_at, r.revoked_at)', `${KEPT_DAYS} days`),
    },
    { table: 'webauthn_challenge', due: 'r.expires_at <= $1' },
    {
      table: 'attempt_counter',
      // Each failure is forgotten in this time at the latest, and fifty are the most that any counter remembers so long.
      due: `r.updated_at <= $1::timestamptz - least(r.failures, 50) * interval '${LONGEST_PAUSE_S} seconds'
        AND coalesce(r.blocked_until <= $1, true)`,
    },
    { table: 'handler_store_entry', due: 'r.expires_at <= $1' },
    { table: 'idempotency_key', due: olderThan('r.created_at', `${IDEMPOTENCY_HOURS} hours`) },
    ...afterDays(invocationDays, { table: 'usage_slot', due: olderThan('r.slot', `${invocationDays} days`) }),
    ...afterDays(invocationDays, {
      table: 'omitted_refusal',
      due: olderThan('r.minute', `${invocationDays} days`),
    }),
    ...afterDays(auditDays, {
      table: 'audit_event',
      due: `${olderThan('r.at', `${auditDays} days`)} AND ${BY_RETENTION}`,
    }),
    {
      table: 'file',
      due: `r.feed_id IS NULL AND ${olderThan('r.created_at', `${PENDING_HOURS} hours`)}`,
      slice: FILES_SLICE,
    },
    {
      table: 'file',
      due: `r.feed_id IS NOT NULL AND NOT EXISTS (SELECT FROM feed WHERE id = r.feed_id) AND ${AT_ANY_TIME}`,
      slice: FILES_SLICE,
    },
    // Uses the index on created_at: few files that are old enough still have their message.
    ...afterDays(messageDays, {
      table: 'file',
      due: `r.feed_id IS NOT NULL AND ${olderThan('r.created_at', `${messageDays} days`)} AND ${NO_MESSAGE}`,
      slice: FILES_SLICE,
    }),
    {
      table: 'message_group',
      due: `NOT EXISTS (SELECT FROM message m WHERE m.feed_id = r.feed_id AND m.seq = r.root_seq) AND ${AT_ANY_TIME}`,
    },
    { table: 'poll_vote', due: `${NO_MESSAGE} AND ${AT_ANY_TIME}` },
  ];
}

/**
 * Removes what has ended at that instant, a slice at a time; a table that cannot be cleaned is left out. Statements skip rows that others hold, so several
 * processes may clean at once and nobody waits.
 * @returns how many rows of each table were removed.
 */
export async function clean(
  connection: Queryable,
  retention: Retention,
  at: Date,
): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const cleaner of cleaners(retention)) {
    await attempt(cleaner.table, async () => {
      for await (const removed of slices(connection, cleaner, at))
        gone[cleaner.table] = (gone[cleaner.table] ?? 0) + removed;
    });
  }
  return gone;
}

/** Removes a slice at each turn, until there is no whole one left. */
async function* slices(connection: Queryable, { table, due, slice = SLICE }: Cleaner, at: Date) {
  let removed: number;
  do {
    const { rowCount } = await connection.query(
      // The row is read again under its lock: a row that was just renewed has moved, and stays.
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
         SELECT r.ctid FROM ${table} r WHERE ${due} LIMIT ${slice} FOR UPDATE SKIP LOCKED))`,
      [at],
    );
    removed = rowCount ?? 0;
    yield removed;
  } while (removed === slice);
}
