import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  historyOf,
  nodeServer,
  organizationId,
  type Send,
  viaWeb,
} from '@/test/support/webhooks/world';

/**
 * The same request through Node's own server and through the route files must be the same to the byte: status, every
 * header of ours, body. Natural differences are ignored: request ids, times, and the rest of the limits.
 */
type World = Awaited<ReturnType<typeof world>>;

async function world() {
  const owner = await aUser();
  const [token, disabled] = [await aToken(owner), await aToken(owner, { enabled: false })];
  const [channel, foreign] = [await aChannel(owner), await aChannel(await aUser())];
  const answering = `function handler({ body, params }) { return { text: 'Got it', challenge_key: params.a, body }; }`;
  const [bot, failing] = [
    await aBot(owner, { handlerCode: answering }),
    await aBot(owner, { handlerCode: 'function handler() { throw new Error("no"); }' }),
  ];
  const { sandbox } = await anExtension(owner, answering);
  return { owner, token, disabled, channel, foreign, bot, failing, sandbox, org: await organizationId() };
}

const NOT_OURS = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']);

async function shown(response: Response) {
  const headers = [...response.headers].filter(([name]) => !NOT_OURS.has(name));
  const text = await response.text();
  return {
    status: response.status,
    headers: Object.fromEntries(
      headers.map(([name, value]) => [
        name,
        name === 'x-request-id'
          ? /^[0-9a-f-]{36}$/.test(value)
          : name === 'ratelimit'
            ? value.replace(/r=\d+/g, 'r')
            : value,
      ]),
    ),
    body: text.replace(/\d{13}_\d+/g, '<message id>').replace(/\d{13}%20\d+/g, '<message id>'),
  };
}

let node: Awaited<ReturnType<typeof nodeServer>>;
let w: World;
beforeAll(async () => {
  [node, w] = [await nodeServer(), await world()];
});
afterAll(() => node.close());

async function bothWays(path: string, init?: RequestInit) {
  const send = async (way: Send) => shown(await way(path, init));
  return [await send(node.send), await send(viaWeb)] as const;
}

const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json', ...headers },
});
const channelUrl = ({ channel, token }: World, more = '') =>
  `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}${more}`;

const filesUrl = (v: World) => channelUrl(v).replace('/message', '/files');
const multipart = (body: string) => post(body, { 'content-type': 'multipart/form-data; boundary=x' });
const FILE = '--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nabc\r\n--x--\r\n';

const cases: [name: string, path: (w: World) => string, init: RequestInit | undefined, status: number][] = [
  ['a message', channelUrl, post('{"text":"x"}'), 204],
  ['a message with its id', channelUrl, post('{"text":"x","sync_message":true}'), 200],
  ['a form', channelUrl, post('text=x', { 'content-type': 'application/x-www-form-urlencoded' }), 204],
  [
    'below /company',
    (v) => channelUrl(v).replace('/v2/', `/v2/company/${v.org}/`),
    post('{"text":"x"}'),
    204,
  ],
  ['another company', (v) => channelUrl(v).replace('/v2/', '/v2/company/1/'), post('{"text":"x"}'), 403],
  ['an extra key', channelUrl, post('{"txt":"x"}'), 400],
  ['broken JSON', channelUrl, post('{"text":'), 400],
  ['no body', channelUrl, { method: 'POST' }, 400],
  ['bytes that are no text', channelUrl, post('\u00ff'), 400],
  [
    'a body that is not compressed as it says',
    channelUrl,
    post('{"text":"x"}', { 'content-encoding': 'gzip' }),
    400,
  ],
  ['another compression', channelUrl, post('x', { 'content-encoding': 'zstd' }), 415],
  ['an unknown type', channelUrl, post('x', { 'content-type': 'image/png' }), 415],
  ['a long text', channelUrl, post(JSON.stringify({ text: 'x'.repeat(5001) })), 400],
  ['a wrong method', channelUrl, { method: 'PUT', body: 'x' }, 405],
  ['HEAD', channelUrl, { method: 'HEAD' }, 405],
  ['no token', () => '/api/v2/channelsbyname/x/message', post('{}'), 401],
  ['a malformed token', () => '/api/v2/channelsbyname/x/message?zapikey=1001.x', post('{}'), 401],
  ['a disabled token', (v) => channelUrl({ ...v, token: v.disabled }), post('{"text":"x"}'), 401],
  ['two tokens', (v) => channelUrl(v, `&zapikey=${v.disabled.token}`), post('{"text":"x"}'), 400],
  [
    'no such channel',
    (v) => channelUrl(v).replace(v.channel.uniqueName, 'nowhere'),
    post('{"text":"x"}'),
    404,
  ],
  ['a foreign channel', (v) => channelUrl({ ...v, channel: v.foreign }), post('{"text":"x"}'), 403],
  ['files', filesUrl, multipart(FILE), 204],
  ['a form without files', filesUrl, multipart('--x--\r\n'), 400],
  ['a form that breaks off', filesUrl, multipart(FILE.slice(0, -8)), 400],
  ['JSON where files go', filesUrl, post('{}'), 415],
  ['files with a disabled token', (v) => filesUrl({ ...v, token: v.disabled }), multipart(FILE), 401],
  [
    'files where nothing takes them',
    (v) => channelUrl(v).replace('/message', '/x/files'),
    multipart(FILE),
    404,
  ],
  ['no such URL', (v) => channelUrl(v).replace('/message', '/massage'), post('{"text":"x"}'), 404],
  ['a trailing slash', (v) => channelUrl(v).replace('?', '/?'), post('{"text":"x"}'), 404],
  [
    'a message to a bot',
    (v) => `/api/v2/bots/${v.bot.uniqueName}/message?zapikey=${v.token.token}`,
    post('{"text":"x","sync_message":true}'),
    200,
  ],
  [
    'a handler that answers',
    (v) => `/api/v2/bots/${v.bot.uniqueName}/incoming?zapikey=${v.token.token}&a=%C3%A4`,
    post('{"n":12345678901234567890}'),
    200,
  ],
  [
    'a handler that answers a GET',
    (v) => `/api/v2/bots/${v.bot.uniqueName}/incoming?a=1&zapikey=${v.token.token}`,
    undefined,
    200,
  ],
  [
    'a handler that fails',
    (v) => `/api/v2/bots/${v.failing.uniqueName}/incoming?zapikey=${v.token.token}`,
    post('{}'),
    422,
  ],
  [
    'an extension',
    (v) =>
      `/api/v2/applications/${v.sandbox.appId}/incoming?appkey=${v.sandbox.appKey}&zapikey=${v.token.token}`,
    post('{}'),
    200,
  ],
  [
    'an extension with another key',
    (v) => `/api/v2/applications/${v.sandbox.appId}/incoming?appkey=x&zapikey=${v.token.token}`,
    post('{}'),
    403,
  ],
];

describe('both ways answer the same, to the byte', () => {
  it.each(cases)('%s', async (_, path, init, status) => {
    const [short, next] = await bothWays(path(w), init);
    expect(short.status).toBe(status);
    expect(next).toEqual(short);
  });

  it('whatever comes', async () => {
    const segment = fc.constantFrom(
      'channelsbyname',
      'bots',
      'applications',
      'message',
      'incoming',
      'files',
      'x',
      '%2e',
      '%ff',
      '',
    );
    const header = fc.constantFrom(
      'content-type',
      'authorization',
      'x-webhook-token',
      'idempotency-key',
      'x-any',
    );
    const value = fc.constantFrom(
      'application/json',
      'text/plain',
      'Bearer x',
      'a',
      '%41',
      'multipart/form-data',
    );
    const call = fc.record({
      path: fc.array(segment, { maxLength: 5 }),
      target: fc.boolean(),
      known: fc.boolean(),
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
      headers: fc.dictionary(header, value, { maxKeys: 3 }),
      body: fc.option(fc.oneof(fc.json({ maxDepth: 3 }), fc.string()), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(call, async ({ path, target, known, method, headers, body }) => {
        const query = known ? `?zapikey=${w.token.token}` : '?a=1';
        const url = target ? channelUrl(w) : `/api/v2/${path.join('/')}${query}`;
        const [short, next] = await bothWays(url, {
          method,
          headers,
          ...(method === 'GET' ? {} : { body: body ?? null }),
        });
        expect(next).toEqual(short);
        expect(short.status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });

  it('and leave the same in the history', async () => {
    const own = await world();
    const init = post('{"text":"x"}', { 'user-agent': 'agreeing/1', 'x-note': own.token.token });
    for (const way of [node.send, viaWeb]) {
      expect((await way(channelUrl(own, '&note=1'), init)).status).toBe(204);
    }
    const [short, next] = (await historyOf(own.token.id)).map((call) => {
      const { headers, sourceAddress: _, ...request } = JSON.parse(String(call.request));
      return {
        ...request,
        note: headers['x-note'],
        agent: headers['user-agent'],
        outcome: call.outcome,
        status: call.status,
        endpoint: call.endpoint,
        target: call.target,
        size: call.body_size,
      };
    });
    expect(next).toEqual(short);
    expect(short?.note).toMatch(/^1001\.[0-9a-f]{32}\.\*{32}$/);
  });
});
