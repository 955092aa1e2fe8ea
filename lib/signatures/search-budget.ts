import 'server-only';
import { singleton } from '@/lib/singleton';

/** The most searches for a changed body in one minute, for one target in one process. */
export const SEARCHES_PER_MINUTE = 10;
const MINUTE_MS = 60_000;

type Minute = { beganAtMs: number; searches: number };

/** Takes one search of the target's; false when those of its minute, which begins with the first, are used up. */
export function takeSearch(feedId: number, nowMs = performance.now()): boolean {
  const minutes = singleton('signature-searches', () => new Map<number, Minute>());
  for (const [other, { beganAtMs }] of minutes) {
    // They stand in the order in which they began.
    if (nowMs - beganAtMs < MINUTE_MS) break;
    minutes.delete(other);
  }
  const minute = minutes.get(feedId) ?? { beganAtMs: nowMs, searches: 0 };
  minutes.set(feedId, minute);
  if (minute.searches >= SEARCHES_PER_MINUTE) return false;
  minute.searches++;
  return true;
}
