import 'server-only';

const UNITS: [name: string, seconds: number][] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
];

/** Longer durations are mistakes. */
const MAX_MS = 10 * 365 * 86_400_000;

/** The two largest units: "3 min 12 s", "2 h 5 min". Null when it is no duration. */
export function durationText(ms: number): string | null {
  if (!(ms >= 0 && ms < MAX_MS)) return null;
  let left = Math.round(ms / 1_000);
  const parts: string[] = [];
  for (const [name, seconds] of UNITS) {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    if (count > 0) parts.push(`${count} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** ` (3 min 12 s)`, to follow a text; empty when the duration is unknown. */
export function afterText(ms: number | null): string {
  const text = ms === null || ms <= 0 ? null : durationText(ms);
  return text === null ? '' : ` (${text})`;
}

/** The time between two instants in services' notation; null when one is missing, malformed or the year 1. */
export function durationBetween(start: unknown, end: unknown): string | null {
  const [from, to] = [instant(start), instant(end)];
  return from === null || to === null ? null : durationText(to - from);
}

function instant(value: unknown): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return ms > 0 ? ms : null;
}

/** "28 Nov 14:01 UTC"; null when it is no instant. */
export function utcText(value: unknown): string | null {
  const ms = typeof value === 'number' ? value : instant(value);
  if (ms === null || !(ms > 0 && ms < 8.64e15)) return null;
  const [, day, month, , time] = new Date(ms).toUTCString().split(' ');
  return `${Number.parseInt(day ?? '', 10)} ${month} ${time?.slice(0, 5)} UTC`;
}
