import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { momentFor } from './moment';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Whether it is over by now. */
async function isOver(moment: Promise<void>): Promise<boolean> {
  const notYet = Symbol();
  return (await Promise.race([moment, Promise.resolve(notYet)])) !== notYet;
}

test('all outlines of one change of page wait for the same moment, which ends', async () => {
  const moment = momentFor('/members');
  await vi.advanceTimersByTimeAsync(900);
  expect(momentFor('/members')).toBe(moment);
  expect(await isOver(moment)).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(momentFor('/members')).toBe(moment);
  expect(await isOver(moment)).toBe(true);
});

test('the next change of page has a moment of its own, also to the same page later', async () => {
  const first = momentFor('/bots');
  const second = momentFor('/channels');
  expect(second).not.toBe(first);
  await vi.advanceTimersByTimeAsync(60_000);
  const later = momentFor('/channels');
  expect(later).not.toBe(second);
  expect(await isOver(later)).toBe(false);
});
