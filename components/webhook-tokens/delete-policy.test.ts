import { describe, expect, it } from 'vitest';
import { isInUse } from './delete-policy';

const NOW = new Date('2026-03-10T10:00:00Z');
const ago = (seconds: number) => ({ lastInvokedAt: new Date(NOW.getTime() - seconds * 1000).toISOString() });

describe('a token is in use', () => {
  it.each([
    ['just now', ago(0), true],
    ['a second less than a day ago', ago(86_399), true],
    ['a day and a second ago', ago(86_401), false],
    ['never', { lastInvokedAt: null }, false],
    ['by a clock that was ahead', ago(-3_600), true],
  ])('when its last accepted call came %s: %o %s', (_when, token, expected) => {
    expect(isInUse(token, NOW)).toBe(expected);
  });
});
