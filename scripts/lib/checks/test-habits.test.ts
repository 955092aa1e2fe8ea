import { expect, it } from 'vitest';

// Plain Node without types, as all scripts: found at run time.
const script = './test-habits.mjs';
const { testHabits } = (await import(script)) as {
  testHabits(files?: string[], read?: (file: string) => string): string[];
};

// In two parts, so that this file is not found itself.
const clock = `${'performance'}.now()`;

it('no test of the checkout measures how long something takes, or loads all modules anew', () => {
  expect(testHabits()).toEqual([]);
});

it.each([
  `const start = ${clock};`,
  `expect(${'Date'}.now() - before).toBeLessThan(5_000);`,
  `process.${'hr'}time.bigint()`,
  `vi.${'resetModules'}();`,
])('a test that says %s fails the check, with its line', (line) => {
  expect(testHabits(['lib/a.test.ts'], () => `\n${line}\n`)).toEqual([
    expect.stringContaining('lib/a.test.ts:2 '),
  ]);
});

it('a test may say what time it is', () => {
  const text = `expect(at).toBeLessThan(${'Date'}.now()); new Date(${'Date'}.now() - 1_000)`;
  expect(testHabits(['lib/a.test.ts'], () => text)).toEqual([]);
});
