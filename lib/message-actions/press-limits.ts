import 'server-only';
import { countPerMinute } from '@/lib/accounts/attempts/count-per-minute';
import { counterIsOver } from '@/lib/accounts/attempts/counter-is-over';
import { pool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';

const PRESSES_PER_MINUTE = 30;
/** Longer than any handler may wait and run. */
const LONGEST_ANSWER_S = 15;

/**
 * Allows one person one press of a button at a time, and 30 presses a minute of all buttons; the database keeps both
 * limits, across all processes. Returns the function that ends the press.
 * @throws {AppError} `conflict` while the last press is being answered, `too_many_attempts` with `retryAfterS`.
 */
export async function beginPress(userId: string, button: string): Promise<() => Promise<void>> {
  const retryAfterS = await countPerMinute(`presses|${userId}`, PRESSES_PER_MINUTE);
  if (retryAfterS > 0) {
    const message = `You have pressed buttons more than ${PRESSES_PER_MINUTE} times in a minute. Try again in ${retryAfterS} s.`;
    throw new AppError('too_many_attempts', message, { retryAfterS });
  }
  const key = `press|${userId}|${button}`;
  if (!(await takeTurn(key, LONGEST_ANSWER_S))) {
    throw new AppError('conflict', 'Your last press of this button is still being answered; wait for that.');
  }
  return async () => void (await pool().query('DELETE FROM attempt_counter WHERE key = $1', [key]));
}

/** True for one caller until `seconds` have passed or the row is gone. */
export async function takeTurn(key: string, seconds: number): Promise<boolean> {
  const { rowCount } = await pool().query(
    `INSERT INTO attempt_counter AS a (key, failures, blocked_until, updated_at)
     VALUES ($1, 0, now() + make_interval(secs => $2), now())
     ON CONFLICT (key) DO UPDATE SET blocked_until = excluded.blocked_until, updated_at = now()
     WHERE ${counterIsOver('make_interval(secs => $2)')}`,
    [key, seconds],
  );
  return rowCount === 1;
}
