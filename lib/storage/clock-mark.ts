import 'server-only';
import { log } from '@/lib/log';
import { type ClockMark, moveMark, retentionInstant, STEADY_DAYS } from './clock-mark-policy';
import type { Queryable } from './ensure-partitions';

/**
 * The newest instants that people and services left in tables that are small or quickly read. Instants ahead of the
 * clock do not count.
 */
const SEEN = `SELECT now() AS now, (SELECT max(at) FROM (
    SELECT max(slot) FROM usage_slot WHERE slot <= now()
    UNION ALL SELECT max(last_seen_at) FROM session WHERE last_seen_at <= now()
    UNION ALL SELECT max(at) FROM audit_event WHERE at <= now()
    UNION ALL SELECT max(created_at) FROM "user" WHERE created_at <= now()
  ) newest(at)) AS newest,
  (SELECT json_build_object('trustedAt', trusted_at, 'seenAt', seen_at, 'steadyDays', steady_days) FROM clock_mark) AS mark`;

type Seen = {
  now: Date;
  newest: Date | null;
  mark: { trustedAt: string; seenAt: string; steadyDays: number } | null;
};

/**
 * Notes the database's clock; returns the instant by which maintenance judges what is old. A single wrong clock never
 * makes anything old: see moveMark.
 */
export async function markClock(connection: Queryable): Promise<Date> {
  const { rows } = await connection.query<Seen>(SEEN);
  const { now, newest, mark } = rows[0] as Seen;
  const before: ClockMark | null = mark && {
    ...mark,
    trustedAt: new Date(mark.trustedAt),
    seenAt: new Date(mark.seenAt),
  };
  const after = moveMark(before, now, newest);
  await connection.query(
    `INSERT INTO clock_mark (id, trusted_at, seen_at, steady_days) VALUES (1, $1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET (trusted_at, seen_at, steady_days) = (excluded.trusted_at, excluded.seen_at, excluded.steady_days)`,
    [after.trustedAt, after.seenAt, after.steadyDays],
  );
  if (after.steadyDays > 0) {
    log().warn(
      { clock: now, lastKnown: after.trustedAt, day: after.steadyDays },
      `the clock is more than two days ahead of what is known: nothing is removed for its age until it has gone on like this for ${STEADY_DAYS} days; set it right if it is wrong`,
    );
  }
  return retentionInstant(after, now, newest);
}
