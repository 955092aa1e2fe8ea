import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameProblem } from './name-problem';

describe('a name', () => {
  it.each([
    'Ada Lovelace',
    'Łukasz Żółć',
    '李小龍',
    'محمد',
    'שלום',
    'क्षत्रिय',
    'نرم\u200cافزار',
    'CI 🚀',
    'family 👩\u200d👩\u200d👧',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'e\u0301',
    "O'Neil (on call)",
    '',
  ])('is good: %s', (name) => expect(nameProblem(name)).toBeNull());

  it.each([
    ['turned by an override', '\u202egnp.ada'],
    ['turned by an isolate', 'Ada\u2067'],
    ['turned by a mark', '\u200fAda'],
    ['with a zero-width space', 'Ada\u200b Lovelace'],
    ['with a soft hyphen', 'A\u00adda'],
    ['with a byte order mark', '\ufeffAda'],
    ['of a zero-width joiner', '\u200d'],
    ['of combining marks', '\u0301\u0301'],
    ['of Hangul fillers', '\u3164'],
    ['of blank braille', '\u2800\u2800'],
    ['of variation selectors', '\ufe0f'],
    ['of spaces', '\u2003\u00a0'],
    ['with a line break', 'Ada\nLovelace'],
    ['with a line separator', 'Ada\u2028Lovelace'],
    ['with half a character', 'Ada\ud83d'],
  ])('is refused %s', (_, name) => expect(nameProblem(name)).toMatch(/^A name .*\.$/));

  it('that is good has a character that is drawn, and none that turns what follows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), (name) => {
        if (nameProblem(name) !== null) return;
        expect(name).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u);
        expect(name).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
