import { describe, expect, it } from 'vitest';
import {
  BELIEVED_STEP_MS,
  type ClockMark,
  moveMark,
  retentionInstant,
  STEADY_DAYS,
} from './clock-mark-policy';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const start = Date.parse('2026-11-02T10:00:00Z');
const at = (days: number, ms = 0) => new Date(start + days * DAY_MS + ms);
const steady = (instant: Date): ClockMark => ({ trustedAt: instant, seenAt: instant, steadyDays: 0 });

/** The mark after maintenances at these times, with rows written just before each. */
function run(mark: ClockMark | null, ...times: Date[]): ClockMark {
  return times.reduce<ClockMark>((before, now) => moveMark(before, now, now), mark as ClockMark);
}

describe('the mark of the clock', () => {
  it('follows a step of two days, not one of a second more', () => {
    const now = new Date(start + BELIEVED_STEP_MS);
    expect(moveMark(steady(at(0)), now, null).trustedAt).toEqual(now);
    expect(moveMark(steady(at(0)), new Date(now.getTime() + 1000), null).trustedAt).toEqual(at(0));
  });

  it('begins at the newest row, so that the first start with a wrong clock makes nothing old', () => {
    const first = moveMark(null, at(400), at(0));
    expect(first.trustedAt).toEqual(at(0));
    expect(first.steadyDays).toBe(1);
    expect(moveMark(null, at(400), null).trustedAt).toEqual(at(400));
  });

  it('does not move in a boot that is 400 days ahead, and goes on when the clock is right again', () => {
    const wrong = run(steady(at(0)), at(400), at(400, HOUR_MS), at(401), at(402));
    expect(wrong.trustedAt).toEqual(at(0));
    expect(run(wrong, at(1))).toEqual(steady(at(1)));
  });

  it('follows after a machine was off for three weeks and then on for a week, not a day before', () => {
    const days = Array.from({ length: STEADY_DAYS }, (_, day) => at(21 + day));
    const waiting = run(steady(at(0)), ...days);
    expect(waiting.trustedAt).toEqual(at(0));
    expect(run(waiting, at(21 + STEADY_DAYS))).toEqual(steady(at(21 + STEADY_DAYS)));
  });

  it('counts days, however many maintenances each has', () => {
    const hours = Array.from({ length: 5 * 24 }, (_, hour) => at(30, hour * HOUR_MS));
    expect(run(steady(at(0)), ...hours).trustedAt).toEqual(at(0));
  });

  it('follows a machine that is on once a week', () => {
    const weeks = Array.from({ length: STEADY_DAYS + 1 }, (_, week) => at(7 * (week + 1)));
    expect(run(steady(at(0)), ...weeks).trustedAt).toEqual(weeks.at(-1));
  });

  it('begins to count again when the clock leaps again, ahead or back', () => {
    const waiting = run(steady(at(0)), at(100), at(101), at(102));
    expect(waiting.steadyDays).toBe(3);
    expect(run(waiting, at(400)).steadyDays).toBe(1);
    expect(run(waiting, at(50)).steadyDays).toBe(1);
  });

  it('goes back with the clock at once, and then waits for it', () => {
    const back = run(steady(at(0)), at(-300));
    expect(back.trustedAt).toEqual(at(-300));
    expect(run(back, at(0)).trustedAt).toEqual(at(-300));
  });
});

describe('what is old', () => {
  it('is judged by the earliest of clock, mark and two days after the newest row', () => {
    expect(retentionInstant(steady(at(0)), at(400), at(400))).toEqual(at(0));
    expect(retentionInstant(steady(at(400)), at(0), at(0))).toEqual(at(0));
    expect(retentionInstant(steady(at(400)), at(400), at(0))).toEqual(new Date(start + BELIEVED_STEP_MS));
    expect(retentionInstant(steady(at(400)), at(400), null)).toEqual(at(400));
  });
});
