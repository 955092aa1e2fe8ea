const DAY_MS = 24 * 60 * 60 * 1000;

/** The clock may go this much further than anything known has been. */
export const BELIEVED_STEP_MS = 2 * DAY_MS;
/** A clock that leapt is believed once maintenance saw it on more days than this, one after the other. */
export const STEADY_DAYS = 7;
/** Seen less often than this, it is not the same clock going on. */
const MOST_BETWEEN_MS = 35 * DAY_MS;

/** What is kept from one maintenance to the next. */
export type ClockMark = { trustedAt: Date; seenAt: Date; steadyDays: number };

/**
 * The mark after a maintenance at `now`, by the database's clock. It follows the clock in steps of at most two days; a greater leap is
 * followed only after a week in which the clock went on from there. Back, it goes at once: that removes nothing.
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

/** The instant by which things are old: never later than the clock, its mark, or two days after the newest row. */
export function oldBy(mark: ClockMark, now: Date, newest: Date | null): Date {
  const bounds = [now.getTime(), mark.trustedAt.getTime()];
  if (newest) bounds.push(newest.getTime() + BELIEVED_STEP_MS);
  return new Date(Math.min(...bounds));
}
