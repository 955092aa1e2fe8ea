import { describe, expect, it } from 'vitest';
import { notesOnKeys } from './mistyped-key';

describe('a key that was mistyped is named, with the one that was meant', () => {
  it.each([
    ['txt', 'text'],
    ['Text', 'text'],
    ['tetx', 'text'],
    ['sildes', 'slides'],
    ['slide', 'slides'],
    ['buttns', 'buttons'],
    ['userIds', 'userids'],
    ['user_ids', 'userids'],
    ['brodcast', 'broadcast'],
    ['chanel', 'channel'],
    ['refrences', 'references'],
    ['message', 'text'],
    ['attachments', 'slides'],
    ['responde', 'respond'],
  ])('%s → %s', (key, meant) => {
    expect(notesOnKeys({ [key]: 1 })).toEqual([expect.stringContaining(`'${key}' is no key of a message`)]);
    expect(notesOnKeys({ [key]: 1 })[0]).toContain(`did you mean '${meant}'?`);
  });

  it.each([
    'challenge',
    'challenge_key',
    'hub.challenge',
    'ok',
    'constructor',
    '__proto__',
    'x'.repeat(1_000),
  ])('%s is none', (key) => {
    expect(notesOnKeys(JSON.parse(JSON.stringify({ [key]: 1 })))).toEqual([]);
  });
});

it('of many keys few are looked at, and fewer are told', () => {
  const many = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, n) => [`text${String.fromCodePoint(0x4e00 + n)}`, 1]),
  );
  expect(notesOnKeys(many)).toHaveLength(10);
  const late = { ...Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`further-${n}`, 1])), txt: 1 };
  expect(notesOnKeys(late)).toEqual([]);
});
