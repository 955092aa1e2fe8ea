/**
 * The rule for every stored instant that is compared with now: now is the database's clock (lib/db/now.ts), and the
 * instant is bounded on both sides. An instant further in the future than it can be meant was written by a wrong
 * clock, and counts as over.
 */

/** How far correct clocks may be apart. */
export const CLOCK_SLACK_MS = 10_000;

/** Whether something that began then and lasts that long is going on now. */
export function isGoingOn(beganAt: Date, lastsMs: number, now: Date): boolean {
  const ageMs = now.getTime() - beganAt.getTime();
  return ageMs >= -CLOCK_SLACK_MS && ageMs < lastsMs;
}

/** The same for ends, as a condition of Prisma: after now, and at most that far ahead. */
export function isAhead(now: Date, longestMs: number): { gt: Date; lte: Date } {
  return { gt: now, lte: new Date(now.getTime() + longestMs + CLOCK_SLACK_MS) };
}
