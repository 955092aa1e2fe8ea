import 'server-only';
import { randomInt, randomUUID } from 'node:crypto';

const IDS_IN_ONE_MS = 0x1000;

let lastMs = 0;
let inThisMs = 0;

/**
 * A UUIDv7 (RFC 9562): ids sort by creation time, also within one millisecond of one process. `randomUUID` draws from
 * a stock of random bytes, which matters because the accept path makes an id for each call.
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

/** Fast up to 2^31 only; writing the whole time at once would take longer than everything else here. */
const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

/** A decimal id for everything that outsiders address (users, channels, bots): a time-ordered string above 2^53. */
export function decimalId(): string {
  return `${Date.now()}${String(randomInt(1_000_000)).padStart(6, '0')}`;
}
