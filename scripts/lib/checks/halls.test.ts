import { expect, it } from 'vitest';

// Scripts are plain Node without types, so this test imports one at run time.
const script = './halls.mjs';
const { halls } = (await import(script)) as {
  halls(files?: string[], exceptions?: Record<string, string>): string[];
};

const filesOf = (folder: string, count: number, ending = 'ts') =>
  Array.from({ length: count }, (_, index) => `${folder}/file-${index}.${ending}`);

it('twenty source files may stand in a folder, not one more', () => {
  expect(halls(filesOf('lib/house', 20), {})).toEqual([]);
  expect(halls([...filesOf('lib/house', 20), 'lib/house/door.test.tsx'], {})).toEqual([
    'lib/house has 21 source files; above 20 it needs rooms',
  ]);
});

it('rooms are counted apart, and only sources count', () => {
  const files = [
    ...filesOf('lib/house', 15),
    ...filesOf('lib/house/cellar', 15, 'mjs'),
    ...filesOf('lib/house', 30, 'json'),
  ];
  expect(halls(files, {})).toEqual([]);
});

it('an exception may be full, and has to be', () => {
  const exceptions = { 'lib/house': 'the listing is a list' };
  expect(halls(filesOf('lib/house', 21), exceptions)).toEqual([]);
  expect(halls(filesOf('lib/house', 20), exceptions)).toEqual([
    'lib/house is no exception any more; take it out of scripts/lib/checks/halls.mjs',
  ]);
});
