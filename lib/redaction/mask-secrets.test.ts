import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newToken } from '@/lib/webhook-tokens/token/format';
import { maskLogged } from './mask-output';
import { maskSecrets, maskTokens, mayHoldSecret } from './mask-secrets';
import { maskStream } from './mask-stream';

const STARS = '*'.repeat(32);

/** Each writes one ASCII character in another spelling. */
const spell: Readonly<Record<string, (character: string) => string>> = {
  plain: (c) => c,
  upper: (c) => c.toUpperCase(),
  percent: (c) => `%${hex(c)}`,
  percentUpper: (c) => `%${hex(c).toUpperCase()}`,
  percentTwice: (c) => `%25${hex(c)}`,
  percentThrice: (c) => `%2525${hex(c)}`,
  percentOfDigits: (c) => `%25%3${hex(c)[0]}${hex(c)[1]}`,
  json: (c) => `\\u00${hex(c)}`,
  jsonTwice: (c) => `\\\\u00${hex(c)}`,
  jsonOfPercent: (c) => `\\u0025${hex(c)}`,
  percentOfJson: (c) => `%5Cu00${hex(c)}`,
  braces: (c) => `\\u{${hex(c)}}`,
  twoDigits: (c) => `\\x${hex(c)}`,
  entity: (c) => `&#${c.charCodeAt(0)};`,
  entityHex: (c) => `&#x${hex(c)};`,
  nul: (c) => `${c}\0`,
  percentNul: (c) => `%00${c}`,
};
const hex = (c: string) => c.charCodeAt(0).toString(16).padStart(2, '0');
const spellings = fc.array(fc.constantFrom(...Object.keys(spell)), { minLength: 70, maxLength: 70 });
/** Text around a token that cannot become part of an escape or of the token. */
const around = fc.string({ unit: fc.constantFrom(...'xyz ,;:"{}()ÄÖ€😀\n') });

describe('a token is masked', () => {
  it('in any spelling of its characters, and nothing else is changed', () => {
    fc.assert(
      fc.property(around, spellings, around, (before, how, after) => {
        const { token } = newToken();
        const written = [...token].map((c, at) => spell[how[at]!]!(c));
        const text = `${before}${written.join('')}${after}`;
        expect(mayHoldSecret(text)).toBe(true);
        const [publicHalf, secretHalf] = [written.slice(0, 38).join(''), written.slice(38).join('')];
        const masked = maskTokens(text);
        // A NUL may belong to either neighbour.
        const bare = (shown: string) => shown.replace(/\0|%00/g, '');
        expect(bare(masked)).toBe(bare(`${before}${publicHalf}${STARS}${after}`));
        const inPlace = maskSecrets(text, { as: 'spelling' });
        expect(inPlace).toHaveLength(text.length);
        expect(inPlace).not.toContain(secretHalf);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['base64', 'base64url', 'hex'] as const)(
    'inside %s, at any place, also percent-encoded',
    (encoding) => {
      fc.assert(
        fc.property(fc.string(), fc.string(), fc.boolean(), (before, after, isUpper) => {
          const { token } = newToken();
          const held = isUpper ? token.toUpperCase() : token;
          const encoded = Buffer.from(`${before}${held}${after}`).toString(encoding);
          for (const text of [`Basic ${encoded}`, encodeURIComponent(encoded)]) {
            const masked = maskTokens(text).replaceAll('*', 'A');
            const read = Buffer.from(decodeURIComponent(masked.replace('Basic ', '')), encoding).toString(
              'latin1',
            );
            expect(read.toLowerCase()).not.toContain(token.slice(-32));
            expect(read.toLowerCase()).not.toContain(token.slice(-26, -4));
          }
        }),
      );
    },
  );

  it.each(['utf16le', 'utf16be'])('in bytes of %s', (encoding) => {
    const { token } = newToken();
    const bytes = Buffer.from(`{"text":"my key is ${token}"}`, 'utf16le');
    if (encoding === 'utf16be') bytes.swap16();
    const masked = Buffer.from(maskTokens(bytes.toString('latin1')), 'latin1').toString('latin1');
    expect(masked.replaceAll('\0', '')).toBe(`{"text":"my key is ${token.slice(0, -32)}${STARS}"}`);
  });

  it('as often as it stands there, and a secret alone where it is known', () => {
    const { token } = newToken();
    const secret = token.slice(-32);
    const masked = maskSecrets(`${token} ${secret.toUpperCase()} \\u00${hex(secret[0]!)}${secret.slice(1)}`, {
      known: [secret],
    });
    expect(masked).toBe(`${token.slice(0, -32)}${STARS} ${STARS} ${STARS}`);
  });
});

it('JSON stays JSON, with the same keys', () => {
  fc.assert(
    fc.property(spellings, (how) => {
      const { token } = newToken();
      const written = [...token].map((c, at) => spell[how[at]!]!(c).replaceAll('\0', '')).join('');
      const body = JSON.stringify({ before: '"\\', text: written, after: ['\n', 1] });
      const read = JSON.parse(maskTokens(body));
      expect(Object.keys(read)).toEqual(['before', 'text', 'after']);
      expect([read.before, read.after]).toEqual(['"\\', ['\n', 1]]);
      expect(read.text).toContain(STARS);
    }),
  );
});

it('texts without a secret are left as they are', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => maskTokens(text) === text));
  const usual = 'Build 1001 of 32 % done: https://a.example/x%20y?z=%C3%A9 \\u00e4 C:\\users\\x &amp; &#228;';
  expect(maskTokens(usual)).toBe(usual);
});

it('an app key is masked by its form', () => {
  for (const number of ['1', '4611686018427387904']) {
    const encoded = btoa(`${number}-5f0c8a1e-1b2d-4c3e-8f90-aabbccddeeff`);
    for (const key of [encoded, `sbx-${encoded}`]) {
      expect(maskTokens(`key ${key}, ${encodeURIComponent(key)}!`)).not.toMatch(/[A-Za-z0-9+/]{20}/);
    }
  }
});

describe('a log', () => {
  const { token } = newToken();
  const secret = token.slice(-32);
  const thrown = (input: string) => {
    try {
      return inspect(new URL(input));
    } catch (error) {
      return inspect(error);
    }
  };

  it.each([
    `*?zapikey=${token}`,
    `http://?zapikey=${token}`,
    `http://host:99999999/x?zapikey=${token}`,
    `http://[::1/x?zapikey=${token}`,
  ])('has no token of the request target %s', (target) => {
    expect(thrown(target)).toContain(secret);
    expect(maskLogged(thrown(target))).not.toContain(secret);
  });

  it.each([
    ['a key that is none of ours', '/x?zapikey=hunter2hunter2&b=1', 'hunter2'],
    ['an app key', '{"appkey":"hunter2hunter2"}', 'hunter2'],
    ['a session cookie', 'next-auth.session-token=eyJhbGciOiJkaXIifQ..aGVsbG8.d29ybGQ.eHl6', 'd29ybGQ'],
    ['an invitation', 'GET /join/AbCdEfGhIjKlMnOpQrStUvWxYz012345', 'GhIjKl'],
    ['credentials', 'Authorization: Basic aHVudGVyMjpodW50ZXIy', 'aHVudGVy'],
  ])('has not %s', (_, text, gone) => {
    expect(maskLogged(text)).not.toContain(gone);
    expect(maskLogged(encodeURIComponent(text))).not.toContain(gone);
  });
});

it('a stream of bytes is masked wherever it is cut, and keeps its length and everything else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 3_000 }),
      fc.uint8Array({ maxLength: 3_000 }),
      fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1 }),
      async (before, after, sizes) => {
        const { token } = newToken();
        const bytes = Buffer.concat([before, Buffer.from(` ${token} `), after]);
        async function* pieces() {
          for (let at = 0, n = 0; at < bytes.length; n++) {
            const size = sizes[n % sizes.length]!;
            yield bytes.subarray(at, at + size);
            at += size;
          }
        }
        const mask = (text: string) => maskSecrets(text, { as: 'spelling' });
        const masked: Buffer[] = [];
        for await (const piece of maskStream(pieces(), mask)) masked.push(piece);
        const expected = Buffer.concat([before, Buffer.from(` ${token.slice(0, -32)}${STARS} `), after]);
        expect(Buffer.concat(masked).equals(expected)).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});

it.each<[string, string]>([
  ['backslashes', '\\'.repeat(1 << 20)],
  ['escapes', '\\u0031'.repeat(170_000)],
  ['open braces', '\\u{0000'.repeat(150_000)],
  ['zeros in braces', `\\u{${'0'.repeat(1 << 20)}`],
  ['entities', '&#0000'.repeat(170_000)],
  ['percents', '%25'.repeat(340_000)],
  ['one letter', 'M'.repeat(1 << 20)],
  ['words as long as an app key', `M${'a'.repeat(49)} `.repeat(20_000)],
  ['beginnings of tokens', '1001.'.repeat(200_000)],
  ['halves of tokens', `1001.${'a'.repeat(32)}.`.repeat(27_000)],
  ['Base64', Buffer.alloc(780_000, 'xyz1001.').toString('base64')],
  ['hexadecimal', '313030312e'.repeat(100_000)],
  ['NULs', `1${'\0'.repeat(1 << 20)}`],
])('a megabyte of %s is looked through in time that grows with its length', (_, text) => {
  // Quadratic time would take minutes here and exceed the time limit of the test.
  expect(mayHoldSecret(text)).toBeTypeOf('boolean');
  expect(maskTokens(text)).toBe(text);
  expect(maskLogged(text)).toBe(text);
});
