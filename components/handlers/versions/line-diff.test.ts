import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aroundChanges, countChanges, lineDiff } from './line-diff';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '  return;'), { maxLength: 30 })
  .map((lines) => lines.join('\n'));

test('the lines that are not added are the text before, those that are not removed the text after', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = lineDiff(before, after);
      const without = (kind: string) => diff.filter((line) => line.kind !== kind).map((line) => line.text);
      expect(without('added')).toEqual(before === '' ? [] : before.replace(/\n$/, '').split('\n'));
      expect(without('removed')).toEqual(after === '' ? [] : after.replace(/\n$/, '').split('\n'));
    }),
  );
});

test('each line has the number it has in its text', () => {
  expect(lineDiff('one\ntwo\nthree', 'one\n2\nthree\nfour\n')).toEqual([
    { kind: 'same', text: 'one', line: 1 },
    { kind: 'removed', text: 'two', line: 2 },
    { kind: 'added', text: '2', line: 2 },
    { kind: 'same', text: 'three', line: 3 },
    { kind: 'added', text: 'four', line: 4 },
  ]);
});

test('of equal texts nothing is added or removed; of a text and none all is', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(countChanges(lineDiff(one, one))).toEqual({ added: 0, removed: 0 });
      expect(countChanges(lineDiff(null, one))).toEqual({ added: lineDiff(one, null).length, removed: 0 });
    }),
  );
});

test('every change is shown, and what is left out between is counted', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = lineDiff(before, after);
      const shown = aroundChanges(diff);
      const all = shown.flatMap((part) =>
        part.kind === 'omitted' ? Array(part.count).fill('same') : [part.kind],
      );
      expect(all).toEqual(diff.map(({ kind }) => kind));
    }),
  );
});

test('three lines around a change are shown', () => {
  const lines = (n: number) =>
    Array.from({ length: 20 }, (_, at) => (at === n ? 'changed' : `line ${at}`)).join('\n');
  const shown = aroundChanges(lineDiff(lines(-1), lines(10)));
  expect(shown.map(({ kind }) => kind)).toEqual([
    'omitted',
    ...Array(3).fill('same'),
    'removed',
    'added',
    ...Array(3).fill('same'),
    'omitted',
  ]);
  expect(shown[0]).toMatchObject({ count: 7 });
});
