import { setTimeout as pause } from 'node:timers/promises';

type Options = { timeoutMs: number; everyMs?: number };

/**
 * Asks again and again until the answer is truthy, and returns it. A failure counts as "not yet".
 * @throws when the time is over, with what was awaited and the last failure as its cause.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  { timeoutMs, everyMs = 20 }: Options,
): Promise<T> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    let cause: unknown;
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadlineMs) {
      const why = cause instanceof Error ? ` (${cause.message})` : '';
      throw new Error(`Not within ${timeoutMs / 1_000} s: ${what}${why}`, { cause });
    }
    await pause(everyMs);
  }
}
