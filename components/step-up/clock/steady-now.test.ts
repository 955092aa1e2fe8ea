import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freshly } from '@/test/support/process/freshly';

let clocks = { steadyMs: 0, clockMs: 0 };
let steadyNowMs: () => number;
beforeEach(async () => {
  clocks = { steadyMs: 1_000, clockMs: Date.parse('2026-11-28T12:00:00Z') };
  vi.spyOn(performance, 'now').mockImplementation(() => clocks.steadyMs);
  vi.spyOn(Date, 'now').mockImplementation(() => clocks.clockMs);
  ({ steadyNowMs } = await freshly<typeof import('./steady-now')>('components/step-up/clock/steady-now.ts'));
  steadyNowMs();
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('time goes on while the machine sleeps, and the steady clock does not', () => {
  clocks.clockMs += 600_000;
  expect(steadyNowMs()).toBe(600_000);
});

test('a clock that is set back changes nothing', () => {
  clocks.steadyMs += 5_000;
  clocks.clockMs -= 3_600_000;
  expect(steadyNowMs()).toBe(5_000);
  clocks.steadyMs += 5_000;
  expect(steadyNowMs()).toBe(10_000);
});

test('it never goes back', () => {
  clocks.clockMs += 60_000;
  expect(steadyNowMs()).toBe(60_000);
  clocks.clockMs -= 60_000;
  expect(steadyNowMs()).toBe(60_000);
});
