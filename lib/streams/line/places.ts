import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { singleton } from '@/lib/singleton';
import {
  STREAMS_PER_PERSON,
  STREAMS_PER_PROCESS,
  STREAMS_PER_SESSION,
  STREAMS_RETRY_AFTER_S,
} from './policy';

/**
 * Takes a place for one more stream of the user in this process.
 * @returns the function that gives it back.
 * @throws {AppError} `too_many_streams`. The newest stream is refused, since an EventSource reconnects after an ended
 * stream but not after a refusal: ending the oldest would make it reconnect and end the next.
 */
export function takeStreamPlace(user: SignedInUser): () => void {
  const open = singleton('stream-places', () => new Map<string, number>());
  const limits = [
    ['all', STREAMS_PER_PROCESS, 'This server has as many live pages as it can keep up to date.'],
    [`user/${user.id}`, STREAMS_PER_PERSON, `You have ${STREAMS_PER_PERSON} live pages open.`],
    [
      `session/${user.session.id}`,
      STREAMS_PER_SESSION,
      `This browser has ${STREAMS_PER_SESSION} live pages open.`,
    ],
  ] as const;
  for (const [key, most, sentence] of limits) {
    if ((open.get(key) ?? 0) < most) continue;
    throw new AppError('too_many_streams', `${sentence} Close some of them, or reload this one later.`, {
      limit: most,
      retryAfterS: STREAMS_RETRY_AFTER_S,
    });
  }
  for (const [key] of limits) open.set(key, (open.get(key) ?? 0) + 1);
  let isTaken = true;
  return () => {
    if (!isTaken) return;
    isTaken = false;
    for (const [key] of limits) {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    }
  };
}
