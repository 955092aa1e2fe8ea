import { expect, test } from 'vitest';
import { tellOnlyCodes } from './tell-only-codes';

const SECRET = 'connect ECONNREFUSED postgres://postern:hunter2@db/postern';
const encoded = encodeURIComponent(SECRET);

test.each([
  `http://localhost:3000/api/auth/error?error=${encoded}`,
  `/api/auth/signin?error=${encoded}`,
  `/sign-in?error=${encoded}&callbackUrl=%2F`,
  'http://localhost:3000/api/auth/error?error=hunter2',
])('an exception’s words in %s reach no URL', async (address) => {
  const redirect = await tellOnlyCodes(new Response(null, { status: 302, headers: { location: address } }));
  const json = await tellOnlyCodes(Response.json({ url: address }));
  for (const told of [redirect.headers.get('location') ?? '', (await json.json()).url]) {
    const url = new URL(told, 'http://localhost:3000');
    expect([url.pathname, url.searchParams.get('error')]).toEqual(['/sign-in', 'internal_error']);
    expect(told).not.toContain('hunter2');
  }
});

test('codes, their seconds, cookies and addresses without an error stay as they are', async () => {
  for (const code of ['OAuthCallback', 'sign_in_failed', 'too_many_attempts:30']) {
    const url = `http://localhost:3000/api/auth/error?error=${encodeURIComponent(code)}`;
    expect((await (await tellOnlyCodes(Response.json({ url }))).json()).url).toBe(`/sign-in?error=${code}`);
  }
  const headers = new Headers({ location: 'https://login.example.com/authorize?a=b' });
  headers.append('set-cookie', 'one=1');
  headers.append('set-cookie', 'two=2');
  const told = await tellOnlyCodes(new Response(null, { status: 302, headers }));
  expect(told.headers.get('location')).toBe('https://login.example.com/authorize?a=b');
  expect(told.headers.getSetCookie()).toEqual(['one=1', 'two=2']);
});
