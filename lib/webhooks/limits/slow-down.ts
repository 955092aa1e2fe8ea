import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { addressGroup } from '@/lib/http/address-group';
import { singleton } from '@/lib/singleton';

const FREE_FAILURES = 60;
const FORGOTTEN_AFTER_MS = 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** Beyond this number, the address whose last failure is oldest is forgotten. */
const ADDRESSES = 10_000;
/** Beyond this number of waiting answers, a pause costs us more than the stranger. */
const MOST_WAITING = 5_000;

type Failures = { count: number; lastAtMs: number };

/**
 * Delays each further refusal of an address that keeps trying bad keys, twice as long each time up to a second. Runs
 * after a refusal, so that calls with a good key are never delayed. Kept in memory: it protects this process, and a
 * key of 224 bits needs no protection from guessing.
 */
export async function slowDown(sourceAddress: string, nowMs = Date.now()): Promise<void> {
  const pauseMs = pauseAfterFailure(sourceAddress, nowMs);
  const waiting = singleton('slow-down-waiting', () => ({ count: 0 }));
  if (pauseMs === 0 || waiting.count >= MOST_WAITING) return;
  waiting.count++;
  await pause(pauseMs, undefined, { ref: false });
  waiting.count--;
}

/** Counts a failure of the address; returns the delay of its answer in milliseconds. */
export function pauseAfterFailure(sourceAddress: string, nowMs: number): number {
  // An adapter that knows no addresses would make everybody one client.
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
