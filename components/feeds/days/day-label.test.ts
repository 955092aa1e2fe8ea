import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relativeTime } from '@/components/ui/text/time';
import { dayLabel } from './day-label';

/** Zones whose clocks change by an hour, by half of one, at midnight, or never; Apia left out a whole day once. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];
const HOUR_MS = 3_600_000;

/** The local date in a zone, computed in another way than by the code under test. */
function wallDate(at: Date, timeZone: string): { year: number; month: number; day: number } {
  const parts = Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(at);
  const [year, month, day] = ['year', 'month', 'day'].map((part) =>
    Number(parts.find(({ type }) => type === part)?.value),
  ) as [number, number, number];
  return { year, month, day };
}

/** The day before a date, by the calendar alone. */
function theDayBefore({ year, month, day }: ReturnType<typeof wallDate>) {
  const before = new Date(Date.UTC(year, month - 1, day - 1));
  return { year: before.getUTCFullYear(), month: before.getUTCMonth() + 1, day: before.getUTCDate() };
}

describe('the name of a day', () => {
  it('is right on the short and the long day, when the clocks change', () => {
    const label = (at: string, now: string, zone: string) => dayLabel(new Date(at), new Date(now), zone);
    // It is 00:30 after a day of 23 hours, so 24 hours earlier was the day before yesterday.
    expect(label('2026-03-28T12:00:00Z', '2026-03-29T22:30:00Z', 'Europe/Berlin')).toMatch(/^Saturday/);
    expect(label('2026-03-29T12:00:00Z', '2026-03-29T22:30:00Z', 'Europe/Berlin')).toBe('Yesterday');
    // It is 23:30 on a day of 25 hours, so 24 hours earlier was the same day.
    expect(label('2026-10-24T12:00:00Z', '2026-10-25T22:30:00Z', 'Europe/Berlin')).toBe('Yesterday');
  });

  it('follows the calendar in every zone, at every hour around every change of the clocks', () => {
    const now = fc.date({
      min: new Date('2010-01-01T00:00:00Z'),
      max: new Date('2030-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), now, fc.integer({ min: 0, max: 80 }), (zone, at, hours) => {
        const before = new Date(at.getTime() - hours * HOUR_MS);
        const [then, today] = [wallDate(before, zone), wallDate(at, zone)];
        const label = dayLabel(before, at, zone);
        const same = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b);
        if (same(then, today)) expect(label).toBe('Today');
        else if (same(then, theDayBefore(today))) expect(label).toBe('Yesterday');
        else expect(label).toContain(String(then.day));
      }),
      { numRuns: 600 },
    );
  });
});

describe('a relative time', () => {
  const said = (at: string, now: string, zone = 'UTC') => relativeTime(new Date(at), new Date(now), zone);

  it('says yesterday of yesterday only', () => {
    expect(said('2026-03-03T23:30:00Z', '2026-03-05T01:00:00Z')).toBe('2 days ago');
    expect(said('2026-03-03T01:00:00Z', '2026-03-04T23:00:00Z')).toBe('yesterday');
    expect(said('2026-03-03T23:00:00Z', '2026-03-04T01:00:00Z')).toBe('2 hours ago');
    expect(said('2026-03-03T23:30:00Z', '2026-03-05T01:00:00Z', 'Asia/Tokyo')).toBe('yesterday');
  });

  it('counts what is longer ago', () => {
    expect(said('2026-03-01T12:00:00Z', '2026-03-11T12:00:00Z')).toBe('1 week ago');
    expect(said('2026-10-03T12:00:00Z', '2026-12-01T12:00:00Z')).toBe('1 month ago');
    expect(said('2026-03-05T12:00:00Z', '2026-03-05T12:00:20Z')).toBe('just now');
  });
});
