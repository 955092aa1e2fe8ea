import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { addressGroup } from '@/lib/http/address-group';
import { singleton } from '@/lib/singleton';

const FREE_FAILURES = 60;
const FORGOTTEN_AFTER_MS = 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** Beyond so many addresses, the one that failed longest ago is forgotten. */
const ADDRESSES = 10_000;
/** Beyond so many waiting answers a pause would cost us more than the stranger. */
const MOST_WAITING = 5_000;

type Failures = { count: number; lastAtMs: number };

/**
 * Lets an address that keeps trying bad keys wait for each further refusal, twice as long each time up to a second.
 * Called after a refusal, so that calls with a good key, also from the same address, are never held up. In memory: what is
 * protected is this process, guessing a key of 224 bits needs no defence.
 */
export async function slowDown(sourceAddress: string, nowMs = Date.now()): Promise<void> {
  const pauseMs = pauseAfterFailure(sourceAddress, nowMs);
  const waiting = singleton('slow-down-waiting', () => ({ count: 0 }));
  if (pauseMs === 0 || waiting.count >= MOST_WAITING) return;
  waiting.count++;
  await pause(pauseMs, undefined, { ref: false });
  waiting.count--;
}

/** Counts a failure of the address; how long its answer has to wait, in milliseconds. */
export function pauseAfterFailure(sourceAddress: string, nowMs: number): number {
  // Behind an adapter that knows no addresses everybody would be one.
  if (sourceAddress === '') return 0;
  const source = addressGroup(sourceAddress);
  const known = singleton('slow-down', () => new Map<string, Failures>());
  const before = known.get(source);
  const isRecent = before && nowMs - before.lastAtMs < FORGOTTEN_AFTER_MS;
  const count = isRecent ? before.count + 1 : 1;
  known.delete(source);
  known.set(source, { count, lastAtMs: nowMs });
  if (known.size > ADDRESSES) {
    for (const oldest of known.keys()) {
      known.delete(oldest);
      break;
    }
  }
  if (count <= FREE_FAILURES) return 0;
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(count - FREE_FAILURES - 1, 10), LONGEST_PAUSE_MS);
}
