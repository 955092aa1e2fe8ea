import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { clockSeconds, clockTime, dayKey, exactTime, longDay, shortDay } from './time';

const midnight = new Date('2026-03-03T00:05:09Z');
const afternoon = new Date('2026-03-03T14:02:11Z');

describe('times', () => {
  it('have 24 hours, from 00 to 23, whatever the language of the browser', () => {
    expect(clockTime(midnight, 'UTC')).toBe('00:05');
    expect(clockTime(afternoon, 'UTC')).toBe('14:02');
    expect(clockSeconds(midnight, 'UTC')).toBe('00:05:09');
    expect(clockSeconds(afternoon, 'America/New_York')).toBe('09:02:11');
    for (const zone of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
      expect(exactTime(afternoon, zone)).toMatch(/^Tuesday,? 3 March 2026 at \d\d:\d\d:11 \S+$/);
      expect(exactTime(midnight, zone)).not.toMatch(/[ap]m/i);
    }
  });

  it('name their day, as it is in the zone', () => {
    expect(shortDay(midnight, 'UTC')).toBe('3 Mar');
    expect(longDay(midnight, 'America/New_York')).toMatch(/^Monday,? 2 March$/);
    expect(longDay(midnight, 'UTC', true)).toMatch(/^Tuesday,? 3 March 2026$/);
    expect(dayKey(midnight, 'UTC')).toBe('2026-03-03');
    expect(dayKey(midnight, 'America/New_York')).toBe('2026-03-02');
  });

  it('are written nowhere else', () => {
    const root = path.join(import.meta.dirname, '..', '..', '..');
    const files = ['app', 'components'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => path.join(folder, file)),
    );
    const others = files.filter((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      return /toLocale(?:Time|Date)String|new Intl\.DateTimeFormat|\.getHours\(|\bhour12\b/.test(text);
    });
    expect(others).toEqual([path.join('components', 'ui', 'text', 'time.ts')]);
  });
});
