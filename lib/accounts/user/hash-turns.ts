import 'server-only';
import { AppError } from '@/lib/errors';
import { singleton } from '@/lib/singleton';

/** One hash takes 19 MiB and one of Node's four threads, which also read files and look up names. */
const AT_ONCE = 2;
/** They wait a few seconds together. */
const MOST_WAITING = 64;
const RETRY_AFTER_S = 5;

type Turns = { running: number; waiting: (() => void)[] };
const turns = () => singleton<Turns>('passwordHashTurns', () => ({ running: 0, waiting: [] }));

/**
 * Hashes passwords a few at a time, so that a flood of sign-ins takes neither all memory nor all threads.
 * @throws {AppError} `too_many_attempts` while too many wait.
 */
export async function inTurn<T>(hash: () => Promise<T>): Promise<T> {
  const { waiting } = turns();
  if (turns().running < AT_ONCE) turns().running += 1;
  else if (waiting.length < MOST_WAITING) await new Promise<void>((go) => waiting.push(go));
  else {
    throw new AppError(
      'too_many_attempts',
      `Too many people send their passwords at this moment. Try again in ${RETRY_AFTER_S} seconds.`,
      { retryAfterS: RETRY_AFTER_S },
    );
  }
  try {
    return await hash();
  } finally {
    // The turn is handed on, so that nobody who comes now overtakes.
    const next = waiting.shift();
    if (next) next();
    else turns().running -= 1;
  }
}
