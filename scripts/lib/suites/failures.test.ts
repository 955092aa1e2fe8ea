import { expect, test } from 'vitest';

// Scripts are plain Node without types, so this test imports one at run time.
const script = './failures.mjs';
const { browserFailures, vitestFailures } = (await import(script)) as Record<
  'browserFailures' | 'vitestFailures',
  (report?: object) => string[]
>;

const spec = (title: string, status: string, message?: string) => ({
  title,
  file: 'a.spec.ts',
  line: 3,
  tests: [{ status, results: [{ errors: message ? [{ message }] : [] }, { errors: [] }] }],
});

test('of browser tests it names what failed, and what is of no test', () => {
  const report = {
    suites: [
      {
        specs: [spec('fine', 'expected'), spec('left out', 'skipped')],
        suites: [{ specs: [spec('broken', 'unexpected', 'no heading')] }],
      },
    ],
    errors: [{ message: 'closed', stack: 'Error: closed\n    at late.ts:1' }],
  };
  expect(browserFailures(report)).toEqual([
    'e2e/a.spec.ts:3 › broken\n  no heading',
    'Outside of any test:\n  Error: closed\n      at late.ts:1',
  ]);
});

test('of other tests it names what failed, and files that do not load', () => {
  const one = (fullName: string, status: string, ...failureMessages: string[]) => ({
    fullName,
    status,
    failureMessages,
  });
  const report = {
    testResults: [
      {
        name: `${process.cwd()}/lib/a.test.ts`,
        status: 'failed',
        message: '',
        assertionResults: [one('fine', 'passed'), one('broken', 'failed', '1 is not 2')],
      },
      {
        name: `${process.cwd()}/lib/b.test.ts`,
        status: 'failed',
        message: 'no module',
        assertionResults: [],
      },
    ],
  };
  expect(vitestFailures(report)).toEqual([
    'lib/a.test.ts › broken\n  1 is not 2',
    'lib/b.test.ts did not load\n  no module',
  ]);
});

test('a suite without a report names nothing', () => {
  expect(browserFailures(undefined)).toEqual([]);
  expect(vitestFailures(undefined)).toEqual([]);
});
