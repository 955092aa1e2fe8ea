import 'server-only';
import { pool } from '@/lib/db/pool';
import { counterIsOver } from './counter-is-over';

const MINUTE_IS_OVER = counterIsOver("interval '1 minute'");

/**
 * Counts one more use of something limited per minute; the database keeps the count, across all processes.
 * @returns 0 within the limit, else the seconds until the minute is over.
 */
export async function countPerMinute(key: string, most: number): Promise<number> {
  const { rows } = await pool().query<{ seconds: number | null }>(
    `WITH counted AS (
       INSERT INTO attempt_counter AS a (key, failures, blocked_until, updated_at)
       VALUES ($1, 1, now() + interval '1 minute', now())
       ON CONFLICT (key) DO UPDATE SET updated_at = now(),
         failures = CASE WHEN ${MINUTE_IS_OVER} THEN 1 ELSE a.failures + 1 END,
         blocked_until = CASE WHEN ${MINUTE_IS_OVER} THEN now() + interval '1 minute' ELSE a.blocked_until END
       RETURNING failures, blocked_until
     )
     SELECT CASE WHEN failures > $2 THEN ceil(extract(epoch FROM blocked_until - now()))::int END AS seconds FROM counted`,
    [key, most],
  );
  return rows[0]?.seconds ?? 0;
}
