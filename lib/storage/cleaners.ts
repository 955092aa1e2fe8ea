import 'server-only';
import { ATTEMPTS_FORGOTTEN_AFTER_MS } from '@/lib/accounts/attempts/policy';
import { IDEMPOTENCY_HOURS } from '@/lib/webhooks/limits/idempotency-policy';
import type { Queryable } from './ensure-partitions';

/** How long what is over stays for whoever looks into a case. */
const KEPT_DAYS = 30;
/** Uploads take half an hour at the most; whatever belongs to no message after this was never accepted. */
const PENDING_HOURS = 1;
/** Rows of one statement, so that none holds anything up. */
const SLICE = 1_000;
/** A file may have two hundred rows of its own. */
const FILES_SLICE = 20;

export type Retention = { invocationDays: number; messageDays: number; auditDays: number };

/** Rows `r` of a table that are over at the instant $1. A cleaner is one entry of the list below. */
type Cleaner = { table: string; due: string; slice?: number };

const olderThan = (column: string, age: string) => `${column} <= $1::timestamptz - interval '${age}'`;
const AT_ANY_TIME = '$1::timestamptz IS NOT NULL';
const NO_MESSAGE = 'NOT EXISTS (SELECT FROM message m WHERE m.feed_id = r.feed_id AND m.seq = r.message_seq)';

/** Everything that is over after a time, or with a message; 0 days: never. */
function cleaners({ invocationDays, messageDays, auditDays }: Retention): Cleaner[] {
  const afterDays = (days: number, cleaner: Cleaner) => (days === 0 ? [] : [cleaner]);
  return [
    {
      table: 'session',
      // The last one says when its person was last here.
      due: `${olderThan('least(r.expires_at, r.revoked_at)', `${KEPT_DAYS} days`)}
        AND EXISTS (SELECT FROM session s WHERE s.user_id = r.user_id AND (s.last_seen_at, s.id) > (r.last_seen_at, r.id))`,
    },
    {
      table: 'invitation',
      due: olderThan('least(r.expires_at, r.accepted_at, r.revoked_at)', `${KEPT_DAYS} days`),
    },
    { table: 'webauthn_challenge', due: 'r.expires_at <= $1' },
    {
      table: 'attempt_counter',
      due: `${olderThan('r.updated_at', `${ATTEMPTS_FORGOTTEN_AFTER_MS} milliseconds`)} AND coalesce(r.blocked_until <= $1, true)`,
    },
    { table: 'handler_store_entry', due: 'r.expires_at <= $1' },
    { table: 'idempotency_key', due: olderThan('r.created_at', `${IDEMPOTENCY_HOURS} hours`) },
    ...afterDays(invocationDays, { table: 'usage_slot', due: olderThan('r.slot', `${invocationDays} days`) }),
    ...afterDays(invocationDays, {
      table: 'omitted_refusal',
      due: olderThan('r.minute', `${invocationDays} days`),
    }),
    ...afterDays(auditDays, { table: 'audit_event', due: olderThan('r.at', `${auditDays} days`) }),
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
    // By the index on created_at: of the files that are old enough, few still have their message.
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
 * Removes what is over at that instant, a slice at a time. Each statement takes only rows that nobody holds, so several processes
 * may clean at once and nobody waits for it.
 * @returns how many rows of each table are gone.
 */
export async function clean(
  connection: Queryable,
  retention: Retention,
  at: Date,
): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const { table, due, slice = SLICE } of cleaners(retention)) {
    let removed: number;
    do {
      const { rowCount } = await connection.query(
        // Read again under the lock: a row that somebody has just renewed has moved, and stays.
        `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
           SELECT r.ctid FROM ${table} r WHERE ${due} LIMIT ${slice} FOR UPDATE SKIP LOCKED))`,
        [at],
      );
      removed = rowCount ?? 0;
      gone[table] = (gone[table] ?? 0) + removed;
    } while (removed === slice);
  }
  return gone;
}
