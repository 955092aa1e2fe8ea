/**
 * The rule for every stored instant that is compared with now: now is the database's clock (lib/db/now.ts), and the comparison has two
 * sides. What lies further in the future than it can have been meant was written by a clock that was wrong, and counts as over.
 */

/** How far clocks that are right may be apart. */
export const CLOCK_SLACK_MS = 10_000;

/** Whether what began then and lasts so long is going on now. */
export function isGoingOn(beganAt: Date, lastsMs: number, now: Date): boolean {
  const ageMs = now.getTime() - beganAt.getTime();
  return ageMs >= -CLOCK_SLACK_MS && ageMs < lastsMs;
}

/** The same of ends, as a condition of Prisma: after now, and not further ahead than so long. */
export function isAhead(now: Date, longestMs: number): { gt: Date; lte: Date } {
  return { gt: now, lte: new Date(now.getTime() + longestMs + CLOCK_SLACK_MS) };
}
