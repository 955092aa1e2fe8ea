import 'server-only';
import { pool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { CLOCK_SLACK_MS } from '@/lib/instants';

const PRESSES_PER_MINUTE = 30;
/** Longer than any handler may wait and run. */
const LONGEST_ANSWER_S = 15;

/** SQL: that a counter's time is over, or further ahead than it was ever set. */
const isOver = (longest: string) =>
  `a.blocked_until NOT BETWEEN now() AND now() + ${longest} + interval '${CLOCK_SLACK_MS} milliseconds'`;

/**
 * Lets one person press one button once at a time, and all buttons 30 times a minute: both kept by the database, so exact
 * in all processes. Returns the function that ends the press.
 * @throws {AppError} `conflict` while the last press is being answered, `too_many_attempts` with `retryAfterS`.
 */
export async function beginPress(userId: string, button: string): Promise<() => Promise<void>> {
  const { rows } = await pool().query<{ seconds: number | null }>(
    `WITH counted AS (
       INSERT INTO attempt_counter AS a (key, failures, blocked_until, updated_at)
       VALUES ($1, 1, now() + interval '1 minute', now())
       ON CONFLICT (key) DO UPDATE SET updated_at = now(),
         failures = CASE WHEN ${isOver("interval '1 minute'")} THEN 1 ELSE a.failures + 1 END,
         blocked_until = CASE WHEN ${isOver("interval '1 minute'")} THEN now() + interval '1 minute' ELSE a.blocked_until END
       RETURNING failures, blocked_until
     )
     SELECT CASE WHEN failures > $2 THEN ceil(extract(epoch FROM blocked_until - now()))::int END AS seconds FROM counted`,
    [`presses|${userId}`, PRESSES_PER_MINUTE],
  );
  const retryAfterS = rows[0]?.seconds;
  if (retryAfterS) {
    const message = `You have pressed buttons more than ${PRESSES_PER_MINUTE} times in a minute. Try again in ${retryAfterS} s.`;
    throw new AppError('too_many_attempts', message, { retryAfterS });
  }
  const key = `press|${userId}|${button}`;
  if (!(await takeTurn(key, LONGEST_ANSWER_S))) {
    throw new AppError('conflict', 'Your last press of this button is still being answered.');
  }
  return async () => void (await pool().query('DELETE FROM attempt_counter WHERE key = $1', [key]));
}

/** True for one caller until so many seconds have passed or the row is gone. */
export async function takeTurn(key: string, seconds: number): Promise<boolean> {
  const { rowCount } = await pool().query(
    `INSERT INTO attempt_counter AS a (key, failures, blocked_until, updated_at)
     VALUES ($1, 0, now() + make_interval(secs => $2), now())
     ON CONFLICT (key) DO UPDATE SET blocked_until = excluded.blocked_until, updated_at = now()
     WHERE ${isOver('make_interval(secs => $2)')}`,
    [key, seconds],
  );
  return rowCount === 1;
}
