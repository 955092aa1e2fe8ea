import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { env, provide } from '@/lib/env';
import { allFixtures } from '@/lib/providers/all-fixtures';
import type { TestCall } from '@/lib/trial-calls/dto';
import { makeProof, PROOF_LIFETIME_MS, TEST_HEADER } from '@/lib/trial-calls/proof';
import { webhookListener } from '@/lib/webhooks/adapters/node';
import type { TestUser } from '@/prisma/factories/create-user';
import { aPerson, ask, deedsOf, type Person } from '@/test/support/people/person';
import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  countersOf,
  historyOf,
  messagesOf,
  type TestToken,
} from '@/test/support/webhooks/world';
import { PUT as setStatus } from '../status/route';
import * as chart from '../usage/chart/route';
import { POST } from './route';

let server: Server;
let seen: IncomingHttpHeaders[] = [];
let owner: Person & TestUser;

async function somebody(): Promise<Person & TestUser> {
  const user = await aUser();
  return { ...user, cookie: (await sessionCookie(user.session)).split(';')[0]! };
}
let token: TestToken;
let channel: Awaited<ReturnType<typeof aChannel>>;

// The public address leads to a server that this test starts, so the calls go over real HTTP.
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.headers);
    if (!webhookListener(request, response)) response.writeHead(599).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('PUBLIC_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  provide('NODE_ENV', 'test');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  owner = await somebody();
  [token, channel] = [await aToken(owner), await aChannel(owner)];
  seen = [];
});

type Choice = { module: string; option: string; endpoint: string; service: string };
const toChannel = (): Choice => ({
  module: 'channels',
  option: channel.uniqueName,
  endpoint: 'channel_incoming',
  service: 'grafana',
});
async function send(choice: Partial<Choice> = {}, person: Person = owner) {
  const body = { ...toChannel(), ...choice };
  const { status, json } = await ask(POST, { person, method: 'POST', params: { tokenId: token.id }, body });
  return { status, json: json as TestCall & { code?: string; retryAfterS?: number } };
}
/** A call that somebody makes with a header of their choice. */
async function call(proof: string, zapikey = token.token) {
  const url = `${env().publicUrl.origin}/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${zapikey}`;
  const headers = { 'content-type': 'application/json', [TEST_HEADER]: proof };
  return (await fetch(url, { method: 'POST', headers, body: '{"text":"Mine"}' })).status;
}
const outcomes = async (tokenId = token.id) => (await historyOf(tokenId)).map(({ outcome }) => outcome);
const texts = async (feedId = channel.feedId) =>
  (await messagesOf(feedId)).map(({ content }) => JSON.parse(content).text as string);

describe('a test of an endpoint', () => {
  test('posts the service’s sample over HTTP, marked as a test, and tells all there is to see', async () => {
    const { status, json } = await send();
    expect(status).toBe(200);
    expect(json).toMatchObject({ answer: { status: 200 }, problem: null });
    expect(json.tookMs).toBeGreaterThan(0);
    const { request } = json;
    expect(JSON.parse(request.body)).toEqual(allFixtures.grafana![0]!.body);
    expect(request.url).toBe(
      `${env().publicUrl.origin}/api/v2/channelsbyname/${channel.uniqueName}/incoming`,
    );
    expect(Object.fromEntries(request.headers).Authorization).toBe(
      `Bearer ${token.publicId.slice(0, 13)}…••••••`,
    );
    expect(seen).toHaveLength(1);
    const [message] = await messagesOf(channel.feedId);
    const content = JSON.parse(message!.content);
    expect(content).toMatchObject({
      bot: { name: 'Grafana' },
      card: { title: expect.stringContaining('High memory usage') },
    });
    expect(content.text).toMatch(/^\*Test\.\* Sent from Get Webhook URL/);
    expect(json.message).toMatchObject({
      feedName: `#${channel.uniqueName}`,
      content: { text: content.text },
    });
    const [row] = await historyOf(token.id);
    expect(json.invocationId).toBe(row!.id);
    expect(JSON.parse(row!.body!.toString())).toEqual(allFixtures.grafana![0]!.body);
  });

  test('is in the history and not counted, neither on the token nor in its chart', async () => {
    await send();
    expect(await outcomes()).toEqual(['test']);
    expect(await countersOf(token.id)).toMatchObject({
      invocations: 0,
      refusals: 0,
      lastInvokedAt: null,
    });
    for (const range of ['1h', '24h']) {
      const { json } = await ask(chart.GET, {
        person: owner,
        params: { tokenId: token.id },
        query: `?range=${range}`,
      });
      const counts = json.buckets.flatMap(({ accepted, refused, failed }: Record<string, number>) => [
        accepted,
        refused,
        failed,
      ]);
      expect(new Set(counts)).toEqual(new Set([0]));
    }
    expect(await deedsOf(token.id)).toEqual(['generate', 'test']);
  });

  test('holds the secret nowhere: not in the answer, the history or the message', async () => {
    for (const service of ['grafana', 'github']) {
      const { json } = await send({ service });
      expect(JSON.stringify(json)).not.toContain(token.token.slice(-32));
    }
    const kept = JSON.stringify([await historyOf(token.id), await messagesOf(channel.feedId)]);
    expect(kept).not.toContain(token.token.slice(-32));
    expect(kept).not.toContain(TEST_HEADER);
    // GitHub takes a URL and no header, so its key travels in the URL.
    expect(seen.map(({ authorization }) => authorization !== undefined)).toEqual([true, false]);
  });

  test.each(Object.keys(allFixtures))('of %s arrives and is drawn', async (service) => {
    const { json } = await send({ service });
    expect(json).toMatchObject({ problem: null, answer: { status: 200 } });
    expect(json.message?.content.readable).toBe(true);
  });

  test('stands alone: a second one is no repeated delivery, and belongs to no thread', async () => {
    for (const service of ['github', 'grafana', 'alertmanager']) {
      for (let times = 1; times <= 2; times++) expect((await send({ service })).json.problem).toBeNull();
    }
    expect(await texts()).toHaveLength(6);
    expect(new Set(await outcomes())).toEqual(new Set(['test']));
  });

  test('of a message endpoint, a bot’s handler and an extension’s sandbox is marked, too', async () => {
    await send({ endpoint: 'channel_message' });
    expect(await texts()).toEqual([expect.stringMatching(/^\*Test\.\*[^\n]*\nBuild \*#1024\* passed/)]);
    const bot = await aBot(owner, { handlerCode: 'function handler() { return { text: "By hand" }; }' });
    const made = await send({ module: 'bots', option: bot.uniqueName, endpoint: 'bot_incoming' });
    expect(made.json.problem).toBeNull();
    expect(await texts(bot.feedId)).toEqual([expect.stringMatching(/^\*Test\.\*[^\n]*\nBy hand$/)]);
    const extension = await anExtension(owner, 'function handler() { return { text: "In the sandbox" }; }');
    const choice = { module: 'extensions', option: String(extension.number), endpoint: 'extension_sandbox' };
    const before = (await deedsOf(String(extension.number))).length;
    const { json } = await send(choice);
    expect(json.problem).toBeNull();
    expect(json.request.url).toContain('appkey=••••••');
    expect(JSON.stringify(json)).not.toContain(extension.sandbox.appKey);
    expect(await texts(extension.feedId)).toEqual([
      expect.stringMatching(/^\*Test\.\*[^\n]*\nIn the sandbox$/),
    ]);
    expect((await deedsOf(String(extension.number))).slice(before)).toEqual(['extension.test']);
  });

  test('that arrived is told so, whatever a handler answers', async () => {
    for (const respond of ['{ status: 404 }', '{ status: 400, body: { code: "a", message: "b" } }']) {
      const bot = await aBot(owner, {
        handlerCode: `function handler() { return { text: "x", respond: ${respond} }; }`,
      });
      const { json } = await send({ module: 'bots', option: bot.uniqueName, endpoint: 'bot_incoming' });
      expect(json.answer?.status).toBeGreaterThanOrEqual(400);
      expect(json.problem).toBeNull();
      expect(await texts(bot.feedId)).toHaveLength(1);
    }
  });

  test('that is refused says why and what to do, and counts as any refused call', async () => {
    const off = { person: owner, method: 'PUT', params: { tokenId: token.id }, body: { enabled: false } };
    expect((await ask(setStatus, off)).status).toBe(200);
    const { status, json } = await send();
    expect(status).toBe(200);
    expect(json).toMatchObject({ answer: { status: 401 }, message: null });
    expect(json.problem?.title).toMatch(/^Refused with 401 (?:oauth|auth)token_invalid$/);
    expect(json.problem?.remedy).toMatch(/token/);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 0, refusals: 1 });
  });
});

describe('who may test what', () => {
  test('only what is one’s own to use: nothing is sent otherwise', async () => {
    const stranger = await aPerson();
    expect((await send({}, stranger)).status).toBe(404);
    const elsewhere = await aChannel(await somebody());
    for (const choice of [
      { option: elsewhere.uniqueName },
      { endpoint: 'bot_incoming' },
      { service: 'constructor' },
      { service: 'nobody' },
    ]) {
      expect((await send(choice)).status).toBe(404);
    }
    expect((await send({ module: 'https://example.com' })).status).toBe(400);
    expect(seen).toEqual([]);
  });

  test('ten a minute and person, in all processes', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => send({ endpoint: 'channel_message' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0]!.json.code).toBe('too_many_attempts');
    expect(seen).toHaveLength(10);
  });
});

describe('the header that says so', () => {
  const hashOf = (key: string) => keyedHash(key);

  test('counts once: sent again, also by twenty at once, it posts and counts nothing more', async () => {
    const proof = makeProof(hashOf(token.token));
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(proof)));
    expect(new Set(answers)).toEqual(new Set([204]));
    expect(await call(proof)).toBe(204);
    expect(await texts()).toHaveLength(1);
    expect((await outcomes()).toSorted()).toEqual([...Array.from({ length: 20 }, () => 'replayed'), 'test']);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 0 });
  });

  test('that was sent with a test cannot be used again', async () => {
    await send();
    const proof = String(seen[0]![TEST_HEADER]);
    await call(proof);
    expect(await texts()).toHaveLength(1);
    expect(await outcomes()).toEqual(['test', 'replayed']);
  });

  test('has no effect again on what a handler keeps either', async () => {
    const bot = await aBot(owner, {
      handlerCode: 'function handler() { return { text: "Call " + store.increment("n") }; }',
    });
    const proof = makeProof(hashOf(token.token));
    const url = `${env().publicUrl.origin}/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
    const post = (headers = {}) => fetch(url, { method: 'POST', headers, body: '{}' });
    for (let times = 1; times <= 3; times++) await post({ [TEST_HEADER]: proof });
    await post();
    expect(await texts(bot.feedId)).toEqual([expect.stringContaining('Call 1'), 'Call 2']);
  });

  test('forged, over, or made for another token it means nothing: the call counts', async () => {
    const mine = makeProof(hashOf(token.token));
    const other = await aToken(owner);
    const [version, expires, nonce, signature] = mine.split('.') as [string, string, string, string];
    const forged = [
      '1',
      'true',
      mine.slice(0, -1) + (mine.endsWith('A') ? 'E' : 'A'),
      [version, String(Number(expires) + 1), nonce, signature].join('.'),
      [version, expires, '0'.repeat(32), signature].join('.'),
      makeProof(hashOf(token.token), Date.now() - PROOF_LIFETIME_MS),
      makeProof(hashOf(other.token)),
      `${mine}, ${mine}`,
    ];
    for (const proof of forged) expect(await call(proof)).toBe(204);
    expect(new Set(await outcomes())).toEqual(new Set(['accepted']));
    expect(await countersOf(token.id)).toMatchObject({ invocations: forged.length });
    expect(new Set(await texts())).toEqual(new Set(['Mine']));
  });
});
