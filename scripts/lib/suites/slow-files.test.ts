import { expect, test } from 'vitest';

// Plain Node without types, as all scripts: found at run time.
const script = './slow-files.mjs';
const { slowFiles } = (await import(script)) as { slowFiles(report?: object): string[] };

const ran = (name: string, seconds: number) => ({
  name: `${process.cwd()}/lib/${name}.test.ts`,
  startTime: 1_000,
  endTime: 1_000 + seconds * 1_000,
});

test('files that took longer than a file should are named, longest first, others are not', () => {
  const report = { testResults: [ran('long', 15.1), ran('fine', 15), ran('longest', 61)] };
  expect(slowFiles(report)).toEqual([
    'lib/longest.test.ts took 61.0 s; a file of tests should end within 15 s',
    'lib/long.test.ts took 15.1 s; a file of tests should end within 15 s',
  ]);
  expect(slowFiles()).toEqual([]);
});
