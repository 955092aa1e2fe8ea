import 'server-only';
import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';

/** A UUIDv7: sorts by the time it was made. */
export function timeOrderedId(): string {
  return v7();
}

/** A decimal id for what outsiders address (users, channels, bots): always a string, above 2^53, time-ordered. */
export function decimalId(): string {
  return `${Date.now()}${String(randomInt(1_000_000)).padStart(6, '0')}`;
}
