import { expect, test } from 'vitest';
import { hasWords, wordsOf } from './words-of';

const finds = (search: string, text: string) => hasWords(text, wordsOf(search));

test('a search finds what has all its words, in any case and order', () => {
  expect(finds('  DEPLOY  build ', 'Builds and deploys')).toBe(true);
  expect(finds('deploy alerts', 'Builds and deploys')).toBe(false);
});

test('an empty search finds everything', () => {
  expect(finds('   ', 'Builds')).toBe(true);
  expect(finds('', '')).toBe(true);
});
