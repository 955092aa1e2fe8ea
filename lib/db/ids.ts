import 'server-only';
import { randomInt, randomUUID } from 'node:crypto';

const IDS_IN_ONE_MS = 0x1000;

let lastMs = 0;
let inThisMs = 0;

/**
 * A UUIDv7 (RFC 9562): sorts by the time it was made, also within one millisecond of one process. From `randomUUID`, which
 * draws from a stock of random bytes: the accept path makes one for each call.
 */
export function timeOrderedId(): string {
  const nowMs = Date.now();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    inThisMs = 0;
  } else if (++inThisMs === IDS_IN_ONE_MS) {
    lastMs++;
    inThisMs = 0;
  }
  const high = hex(Math.floor(lastMs / 0x10000), 8);
  return `${high}-${hex(lastMs % 0x10000, 4)}-7${hex(inThisMs, 3)}${randomUUID().slice(18)}`;
}

/** Fast up to 2^31 only: a time in one piece takes longer than all the rest. */
const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

/** A decimal id for what outsiders address (users, channels, bots): always a string, above 2^53, time-ordered. */
export function decimalId(): string {
  return `${Date.now()}${String(randomInt(1_000_000)).padStart(6, '0')}`;
}
