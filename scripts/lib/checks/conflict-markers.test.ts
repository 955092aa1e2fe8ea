import { expect, it } from 'vitest';

// Plain Node without types, as all scripts: found at run time.
const script = './conflict-markers.mjs';
const { conflictMarkers } = (await import(script)) as {
  conflictMarkers(files?: string[], read?: (file: string) => Buffer): string[];
};

// Made here, so that this file is not found itself.
const begin = `${'<'.repeat(7)} HEAD`;
const end = `${'>'.repeat(7)} 729d9a7 (refactor: another side)`;
const found = (text: string) => conflictMarkers(['lib/a.ts'], () => Buffer.from(text));

it('no file of the checkout has a conflict of a merge', () => {
  expect(conflictMarkers()).toEqual([]);
});

it.each([begin, end])('a line that begins with %s fails the check, with its place', (marker) => {
  expect(found(`/**\n${marker}\n */\n`)).toEqual([expect.stringContaining('lib/a.ts:2 ')]);
});

it('both ends of a conflict are named', () => {
  expect(found(`${begin}\na\n=======\nb\n${end}\n`)).toHaveLength(2);
});

it('headings, quotations, markers within a line and binary files are no conflicts', () => {
  const texts = [
    'Heading\n=======\n',
    '>>> quoted',
    ` ${begin}`,
    `'${end}'`,
    '<'.repeat(7),
    `\0\n${begin}\n`,
  ];
  expect(texts.flatMap(found)).toEqual([]);
});
