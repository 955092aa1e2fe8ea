import 'server-only';

const CLOCK_SLACK_MS = 60_000;

/** Ids are UUIDv7, so a bound on them lets the (token, id) index skip everything older. */
export function firstIdAfter(at: Date): string {
  const hex = (at.getTime() - CLOCK_SLACK_MS).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** When the call with this id came in, from the first 48 bits of its UUIDv7. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
}
