/*
 * How the application writes times: one language, 24 hours, in the reader's zone. Everything that shows one comes here; a test
 * keeps other formats out.
 */
const LOCALE = 'en-GB';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once for each format and zone: making one costs as much as writing fifty times. */
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(LOCALE, { hourCycle: 'h23', ...options });
  formatters.set(key, made);
  return made;
}

/** "14:02". Without a zone the browser's. */
export function clockTime(at: Date, timeZone?: string): string {
  return formatter({ timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
}

/** "14:02:11" */
export function clockSeconds(at: Date, timeZone?: string): string {
  return formatter({ timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);
}

/** "3 Mar" */
export function shortDay(at: Date, timeZone?: string): string {
  return formatter({ timeZone, day: 'numeric', month: 'short' }).format(at);
}

/** "Tuesday 3 March", `withYear` "Tuesday 3 March 2026". */
export function longDay(at: Date, timeZone?: string, withYear = false): string {
  const year = withYear ? 'numeric' : undefined;
  return formatter({ timeZone, weekday: 'long', day: 'numeric', month: 'long', year }).format(at);
}

/** "2026-03-03": the calendar day, to be compared. */
export function dayKey(at: Date, timeZone?: string): string {
  const parts = formatter({ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** "Tuesday, 3 March 2026 at 14:02:11 CET": to the second, with the zone. */
export function exactTime(at: Date, timeZone?: string): string {
  return formatter({ timeZone, dateStyle: 'full', timeStyle: 'long' }).format(at);
}

/** How many days of the calendar `at` lies before `now`, however many hours these had. */
export function daysBefore(at: Date, now: Date, timeZone?: string): number {
  const dayNumber = (date: Date) => Date.parse(dayKey(date, timeZone)) / (DAY_S * 1000);
  return dayNumber(now) - dayNumber(at);
}

const DAY_S = 24 * 3600;
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY_S],
  ['month', 30 * DAY_S],
  ['week', 7 * DAY_S],
  ['day', DAY_S],
  ['hour', 3600],
  ['minute', 60],
];
const counted = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const named = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "just now", "2 minutes ago", "yesterday", "in 3 days". Days are those of the calendar in that zone (undefined: the reader's). */
export function relativeTime(at: Date, now: Date, timeZone?: string): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? [];
  if (!unit || !size) return 'just now';
  // Only days get names: a time 40 days ago need not lie in "last month".
  return unit === 'day'
    ? named.format(-daysBefore(at, now, timeZone), 'day')
    : counted.format(Math.trunc(seconds / size), unit);
}
