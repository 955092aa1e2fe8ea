import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstFree, uniqueNameFrom } from './unique-name';

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
      expect(uniqueNameFrom(name)).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
    }),
  );
});

it('a taken name gets the smallest free digit', () => {
  expect(firstFree('cicd', new Set())).toBe('cicd');
  expect(firstFree('cicd', new Set(['cicd', 'cicd1', 'cicd3']))).toBe('cicd2');
});
