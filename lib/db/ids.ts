import 'server-only';
import { randomInt, randomUUID } from 'node:crypto';

const IDS_IN_ONE_MS = 0x1000;

let lastMs = 0;
let inThisMs = 0;
/** The digits of `lastMs`. */
let prefix = '';

/**
 * A UUIDv7 (RFC 9562): ids sort by creation time, also within one millisecond of one process. `randomUUID` draws from
 * a stock of random bytes, which matters because the accept path makes an id for each call.
 */
export function timeOrderedId(): string {
  const nowMs = Date.now();
  if (nowMs > lastMs) setMs(nowMs);
  else if (++inThisMs === IDS_IN_ONE_MS) setMs(lastMs + 1);
  return `${prefix}${hex(inThisMs, 3)}${randomUUID().slice(18)}`;
}

/** For tests that set the clock forward: ids never go back by themselves. */
export function beginIdsAnew(): void {
  lastMs = 0;
  lastDecimal = 0n;
}

function setMs(ms: number) {
  lastMs = ms;
  inThisMs = 0;
  prefix = `${hex(Math.floor(ms / 0x10000), 8)}-${hex(ms % 0x10000, 4)}-7`;
}

/** Fast up to 2^31 only; writing the whole time at once would take longer than everything else here. */
const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

let lastDecimal = 0n;

/**
 * A decimal id for everything that outsiders address (users, channels, bots): a time-ordered string above 2^53. The
 * ids of one process all differ; those that two processes make in one millisecond are the same once in a million times.
 */
export function decimalId(): string {
  const drawn = BigInt(Date.now()) * 1_000_000n + BigInt(randomInt(1_000_000));
  lastDecimal = drawn > lastDecimal ? drawn : lastDecimal + 1n;
  return lastDecimal.toString();
}
