import { expect, test } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createOrganization } from '@/prisma/factories/create-organization';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { belowCompany, call, post, urlOf } from './call';

async function builds() {
  const owner = await createUser();
  const { token } = await createToken(owner);
  const { uniqueName } = await createChannel(owner);
  return { owner, token, uniqueName, bare: `/api/v2/channelsbyname/${uniqueName}/message` };
}

const hello = { text: 'Hello' };

test('S1 the key works in the query, at any place in it', async () => {
  const { bare, token } = await builds();
  for (const query of [`zapikey=${token}`, `a=1&zapikey=${token}&b=2`, `b=2&zapikey=${token}`]) {
    expect((await post(`${bare}?${query}`, hello)).status, query).toBe(204);
  }
});

test('S1 the key works in each of the three headers', async () => {
  const { bare, token } = await builds();
  const headers: Record<string, string>[] = [
    { authorization: `Bearer ${token}` },
    { authorization: `Zoho-oauthtoken ${token}` },
    { 'x-webhook-token': token },
  ];
  for (const header of headers) {
    expect((await post(bare, hello, header)).status, Object.keys(header)[0]).toBe(204);
  }
});

test('S1 a key of nobody, half a key and no key get one and the same answer', async () => {
  const { bare, token } = await builds();
  const lastDigit = token.endsWith('0') ? '1' : '0';
  const keys = [
    '',
    'x',
    token.slice(0, -1) + lastDigit,
    token.slice(0, 37),
    `1001.${'0'.repeat(32)}.${'0'.repeat(32)}`,
  ];
  const answers = await Promise.all(keys.map((key) => post(`${bare}?zapikey=${key}`, hello)));
  answers.push(await post(bare, hello));
  for (const { status, text } of answers)
    expect({ status, text }).toEqual({ status: 401, text: answers[0]!.text });
  expect(answers[0]!.json).toMatchObject({ code: 'authtoken_invalid' });
});

test('S1 two different keys in one call are refused, and neither is used', async () => {
  const { owner, bare, token } = await builds();
  const other = await createToken(owner);
  const answer = await post(`${bare}?zapikey=${token}`, hello, { 'x-webhook-token': other.token });
  expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_inputs' } });
  expect((await post(`${bare}?zapikey=${token}`, hello, { 'x-webhook-token': token })).status).toBe(204);
});

test('S1 the same URL works below /company/{org_id}, and not below that of another organisation', async () => {
  const { id } = await createOrganization();
  const { token, uniqueName } = await builds();
  const path = urlOf.channel(uniqueName, token);
  expect((await post(belowCompany(path, id), hello)).status).toBe(204);
  const elsewhere = await post(belowCompany(path, `${BigInt(id) + 1n}`), hello);
  expect(elsewhere).toMatchObject({ status: 403, json: { code: 'access_denied' } });
});

test('S1 the key is never taken from a cookie, and a session cookie opens nothing', async () => {
  const { bare, token } = await builds();
  const cookie = `zapikey=${token}; postern-session=${token}; __Host-postern-session=${token}`;
  const answer = await call(bare, { body: JSON.stringify(hello), headers: { cookie } });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('set-cookie')).toBeNull();
});
