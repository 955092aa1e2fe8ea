import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWithExactNumbers, withExactNumbers } from './exact-numbers';

const literal = fc.stringMatching(/^-?(?:0|[1-9]\d{0,24})(?:\.\d{1,24})?(?:[eE][+-]?\d{1,3})?$/);

test('a number that JavaScript would write differently becomes the text of its digits, every other stays one', () => {
  fc.assert(
    fc.property(literal, fc.constantFrom('', ' ', '\n\t'), (digits, blank) => {
      const shown = String(Number(digits)) === digits ? Number(digits) : digits;
      const json = `${blank}{"a":${blank}${digits},"b":[${digits}${blank},${blank}${digits}]}`;
      expect(parseWithExactNumbers(json)).toEqual({ a: shown, b: [shown, shown] });
      expect(parseWithExactNumbers(digits)).toBe(shown);
    }),
  );
});

test('JSON without such numbers is not parsed again, whatever its texts hold', () => {
  const json = '{"at":"2026-11-28T01:00:00.000Z","sha":"1e5a","text":"a, 1.50","n":[1,2.5,-3]}';
  const value: unknown = JSON.parse(json);
  expect(withExactNumbers(json, value)).toBe(value);
});
