import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freshly } from '@/test/support/process/freshly';
import { steadyNowMs } from './steady-now';

const MINUTE_MS = 60_000;
const given = { endsAt: '2026-11-28T12:15:00.000Z', remainingMs: 15 * MINUTE_MS };

/** The other tabs: what they are told, and how they tell. */
class Tabs {
  static told: unknown[] = [];
  static tell = (_message: unknown) => {};
  set onmessage(hear: (event: { data: unknown }) => void) {
    Tabs.tell = (data) => hear({ data });
  }
  postMessage(message: unknown) {
    Tabs.told.push(message);
  }
}

let clock: typeof import('./step-up-clock');
const heard = vi.fn();
beforeEach(async () => {
  vi.stubGlobal('BroadcastChannel', Tabs);
  Tabs.told = [];
  heard.mockClear();
  clock = await freshly('components/step-up/clock/step-up-clock.ts');
  clock.onStepUpNoted(heard);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const leftMs = (of: typeof given | null) => (clock.endOf(of) ?? Number.NaN) - steadyNowMs();

test('a step-up given in another tab is known where the page was drawn without one', () => {
  expect(clock.endOf(null)).toBeNull();
  Tabs.tell(given);
  expect(heard).toHaveBeenCalledOnce();
  expect(leftMs(null)).toBeGreaterThan(14 * MINUTE_MS);
  expect(leftMs(null)).toBeLessThanOrEqual(15 * MINUTE_MS);
});

test('a lock is known at once in the tab where it was pressed, and told to the others', () => {
  expect(leftMs(given)).toBeGreaterThan(14 * MINUTE_MS);
  clock.noteLocked(given.endsAt);
  expect(heard).toHaveBeenCalledOnce();
  expect(leftMs(given)).toBeLessThanOrEqual(0);
  expect(leftMs(null)).toBeLessThanOrEqual(0);
  expect(Tabs.told).toEqual([{ ...given, remainingMs: 0 }]);
});
