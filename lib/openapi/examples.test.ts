import { describe, expect, it } from 'vitest';
import {
  API_PREFIX,
  API_V3_PREFIX,
  type Endpoint,
  endpoints,
  type TargetKind,
} from '@/lib/webhooks/endpoints/table';
import { schemaChecker } from '@/test/support/schemas';
import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  json,
  publish,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';
import type { Content, Operation } from './parts/types';

const { document, complaints } = schemaChecker();
const table: readonly Endpoint[] = endpoints;
const HANDLER = 'function handler({ body }) { return { text: "got " + JSON.stringify(body) } }';

throughBothAdapters('every example of the document', (send) => {
  /** A person with one of every target, and the addresses of these. */
  async function makeWorld() {
    const user = await aUser('ADMINISTRATOR');
    const other = await aUser();
    const [token, channel, bot] = [
      await aToken(user),
      await aChannel(user, [other]),
      await aBot(user, { handlerCode: HANDLER }, [other]),
    ];
    const extension = await anExtension(user, HANDLER);
    await publish(user, extension.number, { code: HANDLER, draft: HANDLER, installers: [other] });
    const segments: Record<TargetKind, () => Promise<string>> = {
      channel_name: async () => channel.uniqueName,
      channel_id: async () => channel.id,
      bot: async () => bot.uniqueName,
      application: async () => extension.marketplace.appId,
      user: async () => other.email,
      chat: async () => {
        await send(`/api/v2/buddies/${other.email}/message?zapikey=${token.token}`, json({ text: 'x' }));
        const [chat] = await select<{ feed_id: number }>(
          'SELECT feed_id FROM direct_chat WHERE low_id = $1 OR high_id = $1',
          user.id,
        );
        return `CT_${chat?.feed_id ?? 0}`;
      },
    };
    const keys = new URLSearchParams({ zapikey: token.token, appkey: extension.marketplace.appKey });
    const url = async (path: string, target: TargetKind, query: URLSearchParams = keys) =>
      `${path.replace(/\{[^}]+\}/, await segments[target]())}?${query}`;
    return { token, keys, other, bot, url };
  }

  let made: ReturnType<typeof makeWorld> | undefined;
  // One world serves all tests: none is affected by what another posts.
  const world = () => {
    made ??= makeWorld().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };

  const spellings = table.flatMap((endpoint) => [
    { endpoint, path: `${API_PREFIX}${endpoint.path}` },
    ...(endpoint.v3Path ? [{ endpoint, path: `${API_V3_PREFIX}${endpoint.v3Path}` }] : []),
  ]);

  describe.each(spellings)('of $path', ({ endpoint, path }) => {
    const operation = (document.paths[path]?.post ?? document.paths[path]?.get) as Operation;
    const examples = Object.entries(operation.requestBody?.content ?? {}).flatMap(
      ([type, { examples: named }]) => Object.keys(named ?? {}).map((name) => ({ type, name })),
    );

    it.for(examples)('$name as $type is answered as documented', async ({ type, name }) => {
      const { url, other } = await world();
      const value = document.components.examples[name]?.value;
      const init = encode(type, JSON.parse(JSON.stringify(value).replaceAll('ada@example.com', other.email)));
      const answer = await send(await url(path, endpoint.target), init);
      const asksForId = (value as { sync_message?: boolean }).sync_message === true;
      expect([answer.status, await answer.clone().text()]).toEqual([
        asksForId ? 200 : endpoint.success,
        answer.status === 204 ? '' : expect.any(String),
      ]);
      await expectDocumented(operation, answer);
    });

    it.for(Object.keys(document.components.securitySchemes).filter((scheme) => scheme !== 'appkey'))(
      'takes its token as %s',
      async (scheme) => {
        const { url, token, keys } = await world();
        const { in: place, name, value } = credential(scheme, token.token);
        const query = new URLSearchParams({ appkey: keys.get('appkey') ?? '' });
        if (place === 'query') query.set(name, value);
        const method = endpoint.methods.includes('POST') ? 'POST' : 'GET';
        const answer = await send(await url(path, endpoint.target, query), {
          method,
          headers: place === 'header' ? { [name]: value } : {},
          ...(method === 'POST' ? { body: '{"text":"x"}' } : {}),
        });
        // Files need another body; this only tests that the token was accepted.
        expect(answer.status).not.toBe(401);
        if (endpoint.takes !== 'files') expect(answer.status).toBe(endpoint.success);
      },
    );

    it.for([...endpoint.methods])('takes %s', async (method) => {
      const { url } = await world();
      const body = method === 'POST' || method === 'PUT' ? { body: '{"text":"x"}' } : {};
      const answer = await send(await url(path, endpoint.target), { method, ...body });
      expect(answer.status).not.toBe(405);
      if (endpoint.takes !== 'files') expect(answer.status).toBe(endpoint.success);
    });
  });

  it('of an answer has the shape that its schema says, and so has the answer', async () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      const example = document.components.examples[name];
      if (example) expect(complaints(schema, example.value), name).toEqual([]);
    }
    const { url, bot, other } = await world();
    const sent = await send(
      await url(`${API_PREFIX}/bots/{b}/message`, 'bot'),
      json({ text: 'x', sync_message: true, userids: other.email }),
    );
    const answer = (await sent.json()) as object;
    expect(complaints({ $ref: '#/components/schemas/BotMessageSent' }, answer)).toEqual([]);
    expect(answer).toMatchObject({
      user_ids: [other.id],
      message_details: { [other.id]: { chat_id: expect.stringMatching(`-B${bot.id}$`) } },
    });
  });

  it('of another sender posts as the bot and is answered 204', async () => {
    const { url, bot, keys } = await world();
    const query = new URLSearchParams([...keys, ['bot_unique_name', bot.uniqueName]]);
    const to = await url(`${API_PREFIX}/channelsbyname/{c}/message`, 'channel_name', query);
    expect((await send(to, json({ text: 'x', sync_message: true }))).status).toBe(204);
  });

  async function expectDocumented(operation: Operation, answer: Response) {
    const documented = operation.responses[String(answer.status)];
    if (!documented || '$ref' in documented) throw new Error(`${answer.status} is not documented`);
    for (const header of Object.keys(documented.headers))
      expect(answer.headers.get(header), header).toBeTruthy();
    const schema = documented.content?.['application/json']?.schema;
    const text = await answer.text();
    if (schema) expect(complaints(schema, JSON.parse(text))).toEqual([]);
    else expect(text).toBe('');
  }
});

/** A body of the type, with the example as its content. */
function encode(type: keyof Content, value: unknown): RequestInit {
  const fields = Object.entries(value as Record<string, string | string[]>);
  const typed = (body: BodyInit) => ({ method: 'POST', headers: { 'content-type': type }, body });
  switch (type) {
    case 'application/json':
      return typed(JSON.stringify(value));
    case 'application/x-www-form-urlencoded':
      return typed(new URLSearchParams(fields as [string, string][]).toString());
    case 'multipart/form-data': {
      const form = new FormData();
      for (const [name, content] of fields) {
        for (const entry of [content].flat()) {
          if (name === 'files') form.append(name, new Blob(['%PDF-1.7']), entry);
          else form.append(name, entry);
        }
      }
      return { method: 'POST', body: form };
    }
    default:
      return typed(String(value));
  }
}

/** The place of the token in a security scheme. */
function credential(scheme: string, token: string): { in: string; name: string; value: string } {
  const described = document.components.securitySchemes[scheme]!;
  if (described.type === 'http') return { in: 'header', name: 'Authorization', value: `Bearer ${token}` };
  const prefix = described.name === 'Authorization' ? 'Zoho-oauthtoken ' : '';
  return { in: described.in, name: described.name, value: prefix + token };
}
