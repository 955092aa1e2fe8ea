import { expect, test } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { call, post, urlOf } from './call';

async function watcher(handlerCode?: string) {
  const owner = await createUser();
  const friend = await createUser();
  const { token } = await createToken(owner);
  const bot = await createBot(owner, { ...(handlerCode && { handlerCode }), subscribers: [friend] });
  return { owner, friend, token, bot, url: urlOf.botIncoming(bot.uniqueName, token) };
}

test('S4 the incoming endpoint takes any body and says who got it', async () => {
  const { owner, friend, url } = await watcher();
  const bodies: RequestInit[] = [
    { body: JSON.stringify({ any: ['thing'] }), headers: { 'content-type': 'application/json' } },
    { body: 'a=1&b=2', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    { body: 'plain text', headers: { 'content-type': 'text/plain' } },
    { body: '<event>build</event>', headers: { 'content-type': 'application/xml' } },
    {},
  ];
  for (const [index, init] of bodies.entries()) {
    const answer = await call(url, init);
    expect(answer.status, `body ${index}`).toBe(200);
    expect(new Set(answer.json!.user_ids as string[])).toEqual(new Set([owner.id, friend.id]));
  }
});

test('S4 the incoming endpoint takes every method of the contract', async () => {
  const { url } = await watcher();
  for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'HEAD']) {
    const answer = await call(url, { method });
    expect({ method, status: answer.status }).toEqual({ method, status: 200 });
    expect(answer.text === '', method).toBe(method === 'HEAD');
  }
});

test('S4 the handler gets the call without the key, and its further keys come back', async () => {
  const { owner, token, url } = await watcher(`function handler(request) {
    return { text: 'ok', seen: request };
  }`);
  const answer = await post(`${url}&branch=main`, { build: 128 }, { 'x-event': 'push', cookie: 'a=b' });
  const seen = answer.json!.seen as Record<string, unknown>;
  expect(seen).toMatchObject({
    body: { build: 128 },
    params: { branch: 'main' },
    headers: { 'x-event': 'push' },
    http_method: 'POST',
    user: { id: owner.id, email: owner.email, name: owner.name },
    environment: null,
  });
  expect(Object.keys(seen.params as object)).toEqual(['branch']);
  expect(Object.keys(seen.headers as object)).not.toContain('cookie');
  expect(answer.text).not.toContain(token.slice(-32));
});

test('S4 a handler chooses whom its message reaches: userids, a channel, nobody', async () => {
  const { owner, friend, token } = await watcher();
  const channel = await createChannel(owner);
  const answerOf = async (value: string) => {
    const bot = await createBot(owner, {
      handlerCode: `function handler() { return ${value}; }`,
      subscribers: [friend],
    });
    return post(urlOf.botIncoming(bot.uniqueName, token), {});
  };
  const toFriend = await answerOf(`{ text: 'For you', userids: ['${friend.id}'] }`);
  expect(toFriend.json).toEqual({ user_ids: [friend.id] });
  const toChannel = await answerOf(`{ text: 'For all', channel: '${channel.uniqueName}' }`);
  expect(toChannel).toMatchObject({ status: 200, json: { user_ids: [owner.id] } });
  const posted = { where: { feedId: channel.feedId }, select: { content: true } };
  expect(await db().message.findMany(posted)).toEqual([{ content: '{"text":"For all"}' }]);
  const toNobody = await answerOf(`{ challenge_key: 'echo' }`);
  expect(toNobody.json).toEqual({ challenge_key: 'echo', user_ids: [] });
  const withCard = await answerOf(`{ card: { title: 'Build', theme: 'modern-inline' }, text: 'passed' }`);
  expect(withCard.status).toBe(200);
});

test('S4 a handler that never ends is stopped after its second and answered, and harms nobody else', async () => {
  const { owner, token, url } = await watcher('function handler() { for (;;) {} }');
  const quick = await createBot(owner, { handlerCode: "function handler() { return { text: 'ok' }; }" });
  const [stuck, other] = await Promise.all([
    post(url, {}),
    post(urlOf.botIncoming(quick.uniqueName, token), {}),
  ]);
  expect(stuck).toMatchObject({ status: 422, json: { code: 'handler_failed' } });
  const rows = await db().invocation.findMany({ where: { userId: owner.id }, select: { reason: true } });
  expect(rows.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('ran longer than 1 s'));
  expect(other.status).toBe(200);
});

test('S4 a handler that fails gives the caller a plain answer without its insides', async () => {
  const { url } = await watcher("function handler() {\n  throw new Error('the password is hunter2');\n}");
  const answer = await post(url, {});
  expect(answer).toMatchObject({
    status: 422,
    json: { code: 'handler_failed', message: expect.stringContaining('usage history') },
  });
  expect(answer.text).not.toContain('hunter2');
});
