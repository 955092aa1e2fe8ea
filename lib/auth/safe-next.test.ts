import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeNext, safeReturn } from './safe-next';

const ORIGINS = ['http://localhost:3000', 'https://postern.example.com'];

test.each([
  '/.//evil.example',
  '/..//evil.example',
  '/%2e//evil.example',
  '/%2E%2e//evil.example',
  '/.\\/evil.example',
  '/a/..//evil.example',
  '/a/b/../..//evil.example',
  '/\t/evil.example',
  '/\n\\evil.example',
  '//evil.example',
  '/\\evil.example',
  '/%2F/evil.example',
  '/%5cevil.example/%2f',
  'https://evil.example',
  'javascript:alert(1)',
  'http://postern.invalid/',
  '///\\evil.example',
  '//[',
  '',
  ['/a', '/b'],
  undefined,
])('%j leads to the start page or to a path here', (next) => {
  for (const origin of ORIGINS) expect(new URL(safeNext(next), origin).origin).toBe(origin);
  expect(safeNext(next)).not.toMatch(/^[/\\]{2}/);
});

test.each([
  ['/', '/'],
  ['/channels/general', '/channels/general'],
  ['/bots-and-tools/webhook-tokens?open=1&a=%2F%2Fb', '/bots-and-tools/webhook-tokens?open=1&a=%2F%2Fb'],
  ['/a/../channels/general#end', '/channels/general'],
  ['/files?path=//x', '/files?path=//x'],
])('%j is kept as %j', (next, kept) => {
  expect(safeNext(next)).toBe(kept);
});

test('a browser stays on this origin, and the returned path is already normalised', () => {
  const piece = fc.oneof(
    fc.constantFrom('/', '\\', '.', '..', '%2e', '%2E', '%2f', '%5c', '%', '@', ':', '?', '#', '[', ']'),
    fc.constantFrom('\t', '\n', '\r', '\0', ' ', '\u00a0', '\u2028', '\uff0f', '\u3002', '\ud800'),
    fc.constantFrom('evil.example', 'http:', 'https:', 'javascript:', 'a', 'postern.invalid', 'localhost'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  const next = fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`);
  fc.assert(
    fc.property(next, fc.constantFrom(...ORIGINS), (text, origin) => {
      const path = safeNext(text);
      expect(path).toMatch(/^\/(?![/\\])/);
      const url = new URL(path, origin);
      expect(url.origin).toBe(origin);
      expect(`${url.pathname}${url.search}`).toBe(path);
      // Appended to the origin, as next-auth does it.
      expect(new URL(`${origin}${path}`).origin).toBe(origin);
      for (const address of [text, `${origin}${text}`]) {
        expect(new URL(safeReturn(address, origin)).origin).toBe(origin);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('a callback address may name our own origin, and no other that begins like it', () => {
  const origin = 'https://postern.example.com';
  expect(safeReturn(`${origin}/channels/general`, origin)).toBe(`${origin}/channels/general`);
  for (const address of [`${origin}.evil.example/`, `${origin}@evil.example/`, `${origin}/.//evil.example`]) {
    expect(safeReturn(address, origin)).toBe(`${origin}/`);
  }
});
