import 'server-only';
import { countPerMinute } from '@/lib/accounts/attempts/count-per-minute';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';

const TRIALS_PER_MINUTE = 60;

/**
 * Counts a test run, or the check of saved code, over all bots and extensions of a person.
 * @throws {AppError} `too_many_attempts` with `retryAfterS`.
 */
export async function countTrial(user: SignedInUser): Promise<void> {
  const retryAfterS = await countPerMinute(`handler-trials|${user.id}`, TRIALS_PER_MINUTE);
  if (retryAfterS === 0) return;
  const message = `You have tried or saved handlers more than ${TRIALS_PER_MINUTE} times in a minute. Try again in ${retryAfterS} s.`;
  throw new AppError('too_many_attempts', message, { retryAfterS });
}
