import { expect, test } from 'vitest';
import type { Results } from '../figures/results';
import type { Measured } from '../figures/rounds';
import { spreadOf } from '../figures/statistics';
import { markdown } from './markdown';

const measured = (label: string, perSecond: number, p50Ms: number): Measured => ({
  label,
  perSecond: spreadOf([perSecond - 1, perSecond, perSecond + 1]),
  p50Ms: spreadOf([p50Ms]),
  p99Ms: spreadOf([p50Ms * 2]),
  refused: 0,
  broken: 0,
  exactness: { accepted: 1_000, lost: 0, surplus: 0, consistent: true },
});

const results: Results = {
  command: 'npm run bench',
  startedAt: '2026-01-02T03:04:05.000Z',
  minutes: 12.3,
  options: { quick: false, rounds: 5, seconds: 5, storedRows: 1_000 },
  machine: {
    cpu: 'A processor',
    cores: 2,
    memoryGb: 8,
    system: 'Linux',
    node: '20.0.0',
    postgres: '18.0',
    settings: { fsync: 'on' },
    fileSystem: 'ext4',
    generator: 'wrk',
    loadBefore: 0.1,
    commit: 'abc1234',
  },
  rates: {
    'channel-64': measured('small, 64 connections', 20_000, 3),
    'floor-64': measured('pgbench, 64 clients', 25_000, 2),
  },
  skipped: ['Something is missing.'],
};

test('ratios come with what they are made of, and what was not measured says so', () => {
  const text = markdown(results);
  expect(text).toContain('**0.80**, 0.80–0.80 (20,000/s ÷ 25,000/s)');
  expect(text.match(/\*\*not measured\*\*/g)).toHaveLength(19);
  expect(text).toContain('| small, 64 connections | 20,000 (19,999–20,001) |');
  expect(text).toContain('* Something is missing.');
  expect(text).not.toMatch(/undefined|NaN/);
});

test('processor time and what others notice of a held row stand beside the rates', () => {
  const [ours, theirs] = [measured('ours', 20_000, 3), measured('theirs', 25_000, 2)];
  const rates = {
    'channel-64': { ...ours, cpu: { program: 100, database: 50 } },
    'floor-64': { ...theirs, cpu: { program: 75, database: 225 } },
    'held-none': measured('nobody holds', 1_000, 4),
    'held-row': { ...measured('somebody holds', 1_000, 10), refused: 3 },
  };
  const text = markdown({ ...results, rates });
  expect(text).toContain('**0.50** (150 µs ÷ 300 µs)');
  expect(text).toContain('**20 ms** (8 ms otherwise; 3 refused)');
  expect(text).not.toMatch(/undefined|NaN/);
});

test('calls that were answered and not stored are told', () => {
  const lossy = measured('small, 64 connections', 20_000, 3);
  lossy.exactness = { accepted: 1_000, lost: 3, surplus: 0, consistent: false };
  expect(markdown({ ...results, rates: { 'channel-64': lossy } })).toContain('| 1,000 | 3 | 0 | some |');
});

test('what the host took is told where the system tells it', () => {
  expect(markdown(results)).not.toContain('host');
  const stolen = { repeated: 4, limit: 0.02, most: 0.031, median: 0.005 };
  expect(markdown({ ...results, stolen })).toContain('0.50 % of the processors’ time, at most 3.10 % (');
});
