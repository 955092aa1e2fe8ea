const DAY_MS = 24 * 60 * 60 * 1000;

/** The clock may go this much beyond everything known. */
export const BELIEVED_STEP_MS = 2 * DAY_MS;
/** A clock that leapt is believed after maintenance saw it go on for more consecutive days than this. */
export const STEADY_DAYS = 7;
/** With longer gaps, the days no longer count as consecutive. */
const MOST_BETWEEN_MS = 35 * DAY_MS;

/** Stored from one maintenance to the next. */
export type ClockMark = { trustedAt: Date; seenAt: Date; steadyDays: number };

/**
 * The mark after a maintenance at `now`, by the database's clock. It follows the clock in steps of at most two days,
 * and a greater leap only after a week in which the clock went on from there. Backwards it follows at once, since
 * that removes nothing.
 * @param newest the newest stored instant that is not after `now`; the first mark begins there.
 */
export function moveMark(mark: ClockMark | null, now: Date, newest: Date | null): ClockMark {
  const before = mark ?? { trustedAt: newest ?? now, seenAt: newest ?? now, steadyDays: 0 };
  if (now.getTime() - before.trustedAt.getTime() <= BELIEVED_STEP_MS) {
    return { trustedAt: now, seenAt: now, steadyDays: 0 };
  }
  const steadyDays = daysGoneOn(before, now);
  if (steadyDays > STEADY_DAYS) return { trustedAt: now, seenAt: now, steadyDays: 0 };
  return { trustedAt: before.trustedAt, seenAt: now, steadyDays };
}

function daysGoneOn({ seenAt, steadyDays }: ClockMark, now: Date): number {
  const sinceMs = now.getTime() - seenAt.getTime();
  if (steadyDays === 0 || sinceMs < -BELIEVED_STEP_MS || sinceMs > MOST_BETWEEN_MS) return 1;
  return Math.floor(now.getTime() / DAY_MS) > Math.floor(seenAt.getTime() / DAY_MS)
    ? steadyDays + 1
    : steadyDays;
}

/** The instant that decides what is old: never later than the clock, its mark, or two days after the newest row. */
export function retentionInstant(mark: ClockMark, now: Date, newest: Date | null): Date {
  const bounds = [now.getTime(), mark.trustedAt.getTime()];
  if (newest) bounds.push(newest.getTime() + BELIEVED_STEP_MS);
  return new Date(Math.min(...bounds));
}
