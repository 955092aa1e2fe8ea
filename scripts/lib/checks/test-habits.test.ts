import { expect, it } from 'vitest';

// Plain Node without types, as all scripts: found at run time.
const script = './test-habits.mjs';
const { testHabits } = (await import(script)) as {
  testHabits(files?: string[], read?: (file: string) => string): string[];
};

// In two parts, so that this file is not found itself.
const clock = `${'performance'}.now()`;
const timer = `${'set'}Timeout`;
const timers = `'node:timers/${'promises'}'`;
const again = `${'retries'}: 2`;

it('no test of the checkout measures how long something takes, waits for time, tries again or loads all modules anew', () => {
  expect(testHabits()).toEqual([]);
});

it.each([
  `const start = ${clock};`,
  `expect(${'Date'}.now() - before).toBeLessThan(5_000);`,
  `process.${'hr'}time.bigint()`,
  `vi.${'resetModules'}();`,
  `await new Promise((resolve) => ${timer}(resolve, 500));`,
  `${timer}(() => response.end('once'), 20);`,
  `${timer}(() => {`,
  `globalThis.${timer}(done, 20);`,
  `import { ${timer} as pause } from ${timers};`,
  `import { setImmediate, ${timer} } from ${timers};`,
  `} from ${timers};`,
  `const { scheduler } = await import(${timers});`,
  `await page.waitFor${'Timeout'}(1_000);`,
  `while (${'Date'}.now() - since < 200);`,
  `test.describe.configure({ ${again} });`,
  `it('is there', { timeout: 1_000, ${'retry'}: 3 }, async () => {`,
  `  ${again},`,
])('a test that says %s fails the check, with its line', (line) => {
  expect(testHabits(['lib/a.test.ts'], () => `\n${line}\n`)).toEqual([
    expect.stringContaining('lib/a.test.ts:2 '),
  ]);
});

it('what tests share may measure, as a program may take its time to start, but waits for no time and tries nothing again', () => {
  const found = (line: string) => testHabits(['test/support/a.ts'], () => line);
  expect(found(`const start = ${clock};`)).toEqual([]);
  expect(found(`await page.waitFor${'Timeout'}(1_000);`)).toHaveLength(1);
  expect(found(`${again},`)).toHaveLength(1);
});

it.each([
  `test.${timer}(240_000);`,
  `socket.${timer}(1_000, () => socket.destroy());`,
  `vi.useFakeTimers({ toFake: ['${timer}'] });`,
  `import { setImmediate as nextTurn } from ${timers};`,
  'new REST({ api: receiver.origin, retries: 0 });',
  "const text = 'retry: 1000';",
  "await stream.until('retry:');",
  'expect(event).toMatchObject({ retry: expect.any(String) });',
])('a test may say %s', (line) => {
  expect(testHabits(['lib/a.test.ts'], () => line)).toEqual([]);
});

it('a test may say what time it is', () => {
  const text = `expect(at).toBeLessThan(${'Date'}.now()); new Date(${'Date'}.now() - 1_000)`;
  expect(testHabits(['lib/a.test.ts'], () => text)).toEqual([]);
});
