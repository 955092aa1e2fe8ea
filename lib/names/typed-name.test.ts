import { describe, expect, it } from 'vitest';
import { isTheName } from './typed-name';

describe('the name that was typed', () => {
  it.each([
    ['Build server', 'Build server'],
    [' Build server ', 'Build server'],
    // A page shows two spaces as one.
    ['a b', 'a  b'],
    ['a b', 'a\u00a0b'],
    ['Zürich', 'Zürich'.normalize('NFD')],
    ['Zürich'.normalize('NFD'), 'Zürich'.normalize('NFC')],
    ['מפתח 🔑', 'מפתח 🔑'],
  ])('%j is %j', (typed, name) => expect(isTheName(typed, name)).toBe(true));

  it.each([
    ['', 'Build server'],
    ['build server', 'Build server'],
    ['Build', 'Build server'],
    ['Buildserver', 'Build server'],
    ['Build server 2', 'Build server'],
  ])('%j is not %j', (typed, name) => expect(isTheName(typed, name)).toBe(false));
});
