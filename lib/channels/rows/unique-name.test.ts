import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstFree, uniqueNameFrom } from './unique-name';

/** Like the constraint `channel_unique_name_form`. */
const DATABASE_TAKES = /^[a-z0-9][a-z0-9_-]{0,99}$/;

it.each([
  ['CI / CD', 'cicd'],
  ['Builds', 'builds'],
  ['Über uns', 'uberuns'],
  ['Straße 7', 'strasse7'],
  ['on-call_eu', 'on-call_eu'],
  ['--weird--', 'weird'],
  ['日本', 'channel'],
  ['✅', 'channel'],
])('%s gives %s', (name, uniqueName) => {
  expect(uniqueNameFrom(name)).toBe(uniqueName);
});

it('every name gives one that URLs and the database take', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (name) => {
      expect(uniqueNameFrom(name)).toMatch(DATABASE_TAKES);
    }),
  );
});

it('however long a name becomes when it is folded, the database takes it, also with a digit', () => {
  const long = fc.string({
    unit: fc.constantFrom('ﬃ', '㍐', 'ß', '½', '-', '_', 'a'),
    maxLength: 100,
    size: 'max',
  });
  fc.assert(
    fc.property(long, fc.nat(9_999), (name, taken) => {
      const base = uniqueNameFrom(name);
      const numbered = Array.from({ length: taken }, (_, n) => (n === 0 ? base : `${base}${n}`));
      const free = firstFree(base, new Set(numbered));
      expect(free).toMatch(DATABASE_TAKES);
      expect(free.startsWith(base)).toBe(true);
    }),
  );
  expect(uniqueNameFrom('ﬃ'.repeat(40))).toBe('ffi'.repeat(30));
});

it('a taken name gets the smallest free digit', () => {
  expect(firstFree('cicd', new Set())).toBe('cicd');
  expect(firstFree('cicd', new Set(['cicd', 'cicd1', 'cicd3']))).toBe('cicd2');
});
