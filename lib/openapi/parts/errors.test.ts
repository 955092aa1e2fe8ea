import pg from 'pg';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/pool';
import { type WireErrorCode, wireStatusOf } from '@/lib/errors';
import { setSignature } from '@/lib/intake/set-signature';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import { errorReference } from '@/lib/webhooks/answers/reference';
import { schemaChecker } from '@/test/support/schemas';
import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  json,
  throughBothAdapters,
  viaWeb,
} from '@/test/support/webhooks/world';

const { document, checker } = schemaChecker();
const complaints = checker({ $ref: '#/components/schemas/Error' });
const REQUEST_ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const WRITER = 'accept-writer';
const registry = (globalThis as unknown as Record<symbol, Record<string, unknown>>)[
  Symbol.for('postern.singletons')
]!;
const pools: pg.Pool[] = [];
const ownWriter = registry[WRITER];

afterEach(async () => {
  registry[WRITER] = ownWriter;
  for (const one of pools.splice(0)) await one.end();
});

/** Makes the process write through these connections until the test ends. */
function writeThrough(connections: pg.Pool) {
  pools.push(connections);
  registry[WRITER] = acceptWriter(connections);
}

async function world() {
  const owner = await aUser();
  const [token, channel] = [await aToken(owner), await aChannel(owner)];
  const bot = await aBot(owner, { handlerCode: 'function handler() { throw new Error("no") }' });
  const extension = await anExtension(owner, 'function handler() { return "x" }');
  const key = `zapikey=${token.token}`;
  const message = `/api/v2/channelsbyname/${channel.uniqueName}/message`;
  return { owner, token, channel, bot, extension, key, url: `${message}?${key}`, message };
}
type World = Awaited<ReturnType<typeof world>>;
type Provoke = (send: typeof viaWeb, world: World) => Promise<Response>;

/**
 * A call for each code that is refused with the message of the code's example. A code without a call does not
 * compile.
 */
const provocations: Record<WireErrorCode, Provoke> = {
  extra_key_found: (send, { url }) => send(url, json({ text: 'x', botname: 'CI' })),
  input_pattern_mismatch: (send, { url }) => send(url, json({ text: 'x', styles: { background: 'neon' } })),
  invalid_inputs: (send, { url }) => send(url, json({ text: 'x'.repeat(5_001) })),
  authtoken_invalid: (send, { message }) => send(message, json({ text: 'x' })),
  thread_chatid_invalid: (send, { url }) => send(url, json({ text: 'x', thread_chat_id: 'CT_1-T-1' })),
  bot_unauthorized_message_access: async (send, { key }) => {
    const { uniqueName } = await aBot(await aUser(), { access: 'PERSONAL' });
    return send(`/api/v2/bots/${uniqueName}/message?${key}`, json({ text: 'x' }));
  },
  bot_message_forbidden: async (send, { key }) => {
    const { uniqueName } = await aBot(await aUser());
    return send(`/api/v2/bots/${uniqueName}/message?${key}`, json({ text: 'x', broadcast: true }));
  },
  oauthtoken_invalid: (send, { message }) =>
    send(message, { ...json({ text: 'x' }), headers: { authorization: 'Bearer nobody' } }),
  access_denied: async (send, { key }) => {
    const elsewhere = await aChannel(await aUser());
    return send(`/api/v2/channelsbyname/${elsewhere.uniqueName}/message?${key}`, json({ text: 'x' }));
  },
  extension_key_invalid: (send, { key, extension: { sandbox, marketplace } }) =>
    send(`/api/v2/applications/${sandbox.appId}/incoming?${key}&appkey=${marketplace.appKey}`, json({})),
  channel_not_exists: (send, { key }) =>
    send(`/api/v2/channelsbyname/nowhere/message?${key}`, json({ text: 'x' })),
  bot_not_found: (send, { key }) => send(`/api/v2/bots/nobody/message?${key}`, json({ text: 'x' })),
  application_not_found: (send, { key }) => send(`/api/v2/applications/999999/incoming?${key}`, json({})),
  chat_not_found: (send, { key }) => send(`/api/v2/chats/CT_0/message?${key}`, json({ text: 'x' })),
  user_not_found: (send, { key, bot }) =>
    send(`/api/v2/bots/${bot.uniqueName}/message?${key}`, json({ text: 'x', userids: 'nobody@example.com' })),
  request_url_invalid: (send, { url }) => send(url.replace('/message?', '/message/?'), json({ text: 'x' })),
  request_method_invalid: (send, { url }) => send(url, { method: 'DELETE' }),
  request_too_large: (send, { url }) => send(url, json({ text: 'x'.repeat(1024 * 1024) })),
  unsupported_media_type: (send, { url }) =>
    send(url, { method: 'POST', headers: { 'content-type': 'application/pdf' }, body: '%PDF' }),
  signature_invalid: async (send, { owner, channel, key }) => {
    await setSignature(owner, channel.feedId, {
      scheme: 'github',
      mode: 'REQUIRE',
      custom: null,
      keep: [],
      add: ['secret'],
    });
    return send(`/api/v2/channelsbyname/${channel.uniqueName}/incoming?${key}`, json({ text: 'x' }));
  },
  idempotency_key_reused: async (send, { url }) => {
    const keyed = (text: string) => ({ ...json({ text }), headers: { 'idempotency-key': 'one' } });
    await send(url, keyed('a'));
    return send(url, keyed('b'));
  },
  handler_failed: (send, { bot, key }) => send(`/api/v2/bots/${bot.uniqueName}/incoming?${key}`, json({})),
  rate_limit_exceeded: async (send, { owner, url }) => {
    // A minute's bucket that is full again in a minute and a half: half a minute to wait.
    const fullAtUs = Date.now() * 1_000 + 90_000_000;
    await pool().query('UPDATE rate_bucket SET full_at_us = $2 WHERE user_id = $1', [owner.id, fullAtUs]);
    return send(url, json({ text: 'x' }));
  },
  request_timeout: () => unfinished,
  internal_error: (send, { url }) => {
    // Simulates a mistake of ours, in the place of the process's writer.
    registry[WRITER] = { add: () => Promise.reject(new TypeError('a mistake of ours')) };
    return send(url, json({ text: 'x' }));
  },
  temporarily_unavailable: (send, { url }) => {
    writeThrough(
      new pg.Pool({ connectionString: 'postgres://127.0.0.1:1/none', connectionTimeoutMillis: 500 }),
    );
    return send(url, json({ text: 'x' }));
  },
};

/** Its body never ends. It waits while others are provoked, once, and is over before two of them take the writer's place. */
let unfinished: Promise<Response>;
beforeAll(async () => {
  const { url } = await world();
  const body = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{')) });
  unfinished = viaWeb(url, { method: 'POST', body, duplex: 'half' } as RequestInit);
});

throughBothAdapters('the example of', (send) => {
  const all = Object.entries(provocations) as [WireErrorCode, Provoke][];
  it.for(all.filter(([code]) => code !== 'request_timeout' || send !== viaWeb))(
    '%s is what the core answers',
    async ([code, provoke]) => {
      const answer = await provoke(send, await world());
      const body = await answer.json();
      const example = document.components.examples[code]?.value;
      expect(comparable(body)).toEqual(comparable(example));
      expect([answer.status, body.code]).toEqual([wireStatusOf[code], code]);
      expect(complaints(body)).toEqual([]);
      expect(complaints(example)).toEqual([]);
      for (const [header, expected] of [
        ['retry-after', body.retry_after],
        ['x-request-id', undefined],
      ] as const) {
        if (expected !== undefined) expect(answer.headers.get(header)).toBe(String(expected));
        else if (header === 'x-request-id') expect(answer.headers.get(header)).toMatch(REQUEST_ID);
      }
      const documented = Object.values(document.components.responses).find(({ content }) =>
        Object.hasOwn(content?.['application/json']?.examples ?? {}, code),
      );
      for (const header of Object.keys(documented?.headers ?? {})) {
        // An unknown URL is refused before the limits are looked at.
        if (header.startsWith('RateLimit') && code === 'request_url_invalid') continue;
        expect(answer.headers.get(header), header).toBeTruthy();
      }
    },
  );
});

/** Ids are always new, and some of the half minute to wait may have passed. */
function comparable(body: unknown): unknown {
  const text = JSON.stringify(body).replace(REQUEST_ID, 'id');
  return JSON.parse(text.replace(/\b(?:2\d|30|31)\b/g, '30'));
}

describe('the error reference', () => {
  it('says of every code when it comes and what to do, in whole sentences', () => {
    for (const [code, { when, remedy, example }] of Object.entries(errorReference)) {
      for (const text of [when, remedy, example.message]) expect(text, code).toMatch(/^[A-Z'].*\.$/s);
    }
  });
});
