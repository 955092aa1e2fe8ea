import { expect, it } from 'vitest';

// Scripts are plain Node without types, so this test imports one at run time.
const script = './readers.mjs';
const { pastReaders } = (await import(script)) as {
  pastReaders(files?: string[], read?: (file: string) => string): string[];
};

const found = (line: string, file = 'lib/providers/npm/provider.ts') =>
  pastReaders([file], () => `\n${line}`);

it('the checkout reads payloads by their readers alone', () => {
  expect(pastReaders()).toEqual([]);
});

it.each([
  'const name = String(payload.event);',
  'const count = Number(own("timeout"));',
  'return list.map(String).join();',
  'return `$' + '{payload.name} was published`;',
  'return `$' + "{at(payload, 'a.b')}`;",
])('%s fails the check, with its line', (line) => {
  expect(found(line)).toEqual([expect.stringContaining('provider.ts:2 ')]);
});

it('what cannot throw, the readers and what reads no payload may do it', () => {
  expect(
    found('String.fromCharCode(Number.parseInt(digits, 10)); value.toString(); isString(x); let a: Number'),
  ).toEqual([]);
  for (const file of [
    'lib/providers/markup/payload.ts',
    'lib/providers/jira/fixtures.ts',
    'lib/channels/a.ts',
  ])
    expect(found('String(x)', file)).toEqual([]);
});
