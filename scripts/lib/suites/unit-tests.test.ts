import { expect, it } from 'vitest';

// Scripts are plain Node without types, so this test imports one at run time.
const script = './unit-tests.mjs';
const { chooseTests } = (await import(script)) as {
  chooseTests(args: string[], files: string[], read: (file: string) => string): string[];
};

const sources: Record<string, string> = {
  'lib/tokens/delete-token.test.ts':
    "test('a token (used) is retitled', async () => {\ndescribe.each([])(`the last`, ([a]) => {",
  'lib/bots/bots.test.ts': "it.each([])(\n  'retitled bots keep their URL',\n  () => {",
};
const choose = (...args: string[]) => chooseTests(args, Object.keys(sources), (file) => sources[file] ?? '');

it('a word in a path chooses the file', () => {
  expect(choose('delete-token')).toEqual(['delete-token']);
});

it('a word that is in no path chooses the tests with it in their title', () => {
  expect(choose('retitled')).toEqual([...Object.keys(sources), '-t', 'retitled']);
  expect(choose('(used)')).toEqual(['lib/tokens/delete-token.test.ts', '-t', '\\(used\\)']);
});

it('a word that is nowhere is refused with what to do', () => {
  expect(() => choose('nowhere')).toThrow('No unit test has “nowhere” in its path or title');
});

it('options, several words and no word at all go to Vitest as they are', () => {
  for (const args of [[], ['-t', 'retitled'], ['bots', 'tokens']]) expect(choose(...args)).toEqual(args);
});
