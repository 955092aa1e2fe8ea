import { expect, test } from 'vitest';
import { CLOCK_SLACK_MS, isAhead, isGoingOn } from './instants';

const now = new Date('2026-11-28T12:00:00Z');
const from = (ms: number) => new Date(now.getTime() + ms);

test('what lasts a minute goes on for a minute, and not at all when it began in the future', () => {
  expect(isGoingOn(from(0), 60_000, now)).toBe(true);
  expect(isGoingOn(from(-59_000), 60_000, now)).toBe(true);
  expect(isGoingOn(from(-60_000), 60_000, now)).toBe(false);
  expect(isGoingOn(from(CLOCK_SLACK_MS), 60_000, now)).toBe(true);
  expect(isGoingOn(from(CLOCK_SLACK_MS + 1000), 60_000, now)).toBe(false);
});

test('an end is ahead until it comes, unless it is further ahead than it can have been set', () => {
  expect(isAhead(now, 60_000)).toEqual({ gt: now, lte: from(60_000 + CLOCK_SLACK_MS) });
});
