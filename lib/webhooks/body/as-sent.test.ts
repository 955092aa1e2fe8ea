import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readRequestRecord } from '../request-record';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  historyOf,
  messagesOf,
  outcome,
  throughBothAdapters,
} from '../test-world';

const MESSAGE = '{"text":"Störung"}';
const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

throughBothAdapters('bodies as senders get them wrong', (send) => {
  async function world() {
    const user = await aUser();
    const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
    const key = `zapikey=${token.token}`;
    const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?${key}`;
    const incoming = `/api/v2/bots/${bot.uniqueName}/incoming?${key}`;
    const post = (body: Uint8Array | string, headers: Record<string, string> = {}, to = url) =>
      send(to, {
        method: 'POST',
        body: Buffer.from(body),
        headers,
      });
    const texts = async () =>
      (await messagesOf(channel.feedId)).map(({ content }) => JSON.parse(content).text as unknown);
    const notes = async () =>
      readRequestRecord((await historyOf(token.id))[0]!.request as string).notes ?? [];
    return { token, channel, bot, key, url, incoming, post, texts, notes };
  }
  type Sent = [what: string, body: Uint8Array | string, headers: Record<string, string>];

  it.each<Sent>([
    ['a charset as its Content-Encoding', MESSAGE, { 'content-encoding': 'UTF-8' }],
    ['none as its Content-Encoding', MESSAGE, { 'content-encoding': 'none' }],
    ['gzip', gzipSync(MESSAGE), { 'content-encoding': 'gzip' }],
    ['gzip in capitals, and identity', gzipSync(MESSAGE), { 'content-encoding': 'GZIP, identity' }],
    ['deflate with its header', deflateSync(MESSAGE), { 'content-encoding': 'deflate' }],
    ['deflate without', deflateRawSync(MESSAGE), { 'content-encoding': 'deflate' }],
    ['brotli', brotliCompressSync(MESSAGE), { 'content-encoding': 'br' }],
    ['two compressions', gzipSync(deflateSync(MESSAGE)), { 'content-encoding': 'deflate, gzip' }],
    ['a charset in single quotes', MESSAGE, { 'content-type': "application/json; charset='utf-8'" }],
    ['a charset without a name', MESSAGE, { 'content-type': 'application/json; utf-8' }],
    ['the charset "binary"', MESSAGE, { 'content-type': 'application/json; charset=binary' }],
    ['an unknown charset', MESSAGE, { 'content-type': 'application/json; charset=klingon' }],
    ['a doubled content type', MESSAGE, { 'content-type': 'application/json, application/json' }],
    ['UTF-16LE with a byte order mark', utf16(MESSAGE), { 'content-type': 'application/json' }],
    ['UTF-16BE with a byte order mark', utf16(MESSAGE, true), { 'content-type': 'application/json' }],
    ['UTF-16LE without one', utf16(MESSAGE).subarray(2), { 'content-type': 'application/json' }],
    ['UTF-8 announced as Latin-1', MESSAGE, { 'content-type': 'application/json; charset=iso-8859-1' }],
    [
      'a form with its payload in JSON',
      `payload=${encodeURIComponent(MESSAGE)}`,
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    ["a gateway's own Authorization", MESSAGE, { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x' }],
    ["Java's default Accept", MESSAGE, { accept: 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2' }],
  ])('takes %s', async (_, body, headers) => {
    const { post, texts, notes } = await world();
    expect((await post(body, headers)).status).toBe(204);
    expect(await texts()).toEqual(['Störung']);
    expect(await notes()).toEqual([]);
  });

  it.each<Sent>([
    ['bytes of Windows-1252', Buffer.from('{"text":"St\u00f6rung"}', 'latin1'), {}],
    ['a comma too many', '{"text":"Störung",}', {}],
    ['single quotes', "{'text':'Störung'}", {}],
  ])('takes %s, and notes the repair for the owner', async (_, body, headers) => {
    const { post, texts, notes } = await world();
    expect((await post(body, { 'content-type': 'application/json', ...headers })).status).toBe(204);
    expect(await texts()).toEqual(['Störung']);
    expect(await notes()).toHaveLength(1);
  });

  it('takes raw line breaks in a text as line breaks', async () => {
    const { post, texts } = await world();
    expect((await post('{"text":"a\nb\tc\r\nd"}')).status).toBe(204);
    expect(await texts()).toEqual(['a\nb\tc\r\nd']);
  });

  it('shows numbers and booleans as they were written', async () => {
    const { post, texts } = await world();
    for (const text of ['42', 'true', '"x"']) expect((await post(`{"text":${text}}`)).status).toBe(204);
    expect(await texts()).toEqual([42, true, 'x']);
  });

  it('takes the key that is shaped like one, whatever else is in Authorization, and one key given twice', async () => {
    const { token, post } = await world();
    for (const authorization of [
      'Basic dTpw',
      'Bearer eyJx.y.z',
      `Bearer ${token.token}`,
      `Zoho-oauthtoken ${token.token}`,
    ]) {
      expect((await post(MESSAGE, { authorization })).status).toBe(204);
    }
  });

  it('tells a bad key in Authorization by its own code, a foreign one without a key as well', async () => {
    const { channel, post } = await world();
    const bare = `/api/v2/channelsbyname/${channel.uniqueName}/message`;
    const bad = `1001.${'0'.repeat(32)}.${'0'.repeat(32)}`;
    for (const authorization of [`Bearer ${bad}`, `Zoho-oauthtoken ${bad}`, 'Bearer eyJx.y.z']) {
      const answer = await outcome(await post(MESSAGE, { authorization }, bare));
      expect(answer).toMatchObject({ status: 401, code: 'oauthtoken_invalid' });
    }
    expect(await outcome(await post(MESSAGE, {}, `${bare}?zapikey=${bad}`))).toMatchObject({
      status: 401,
      code: 'authtoken_invalid',
    });
  });

  describe('says where and what instead', () => {
    it.each<[string, string, RegExp, Record<string, string>]>([
      ['a Windows path', '{"text":"C:\\Temp"}', /line 1, column 12 has '\\T'.*backslash/, {}],
      ['keys without quotes', '{text:"x"}', /line 1, column 2 has 'text'.*double quotes/, {}],
      ['a missing comma', '{"text":"x"\n "bot":{}}', /line 2, column 2 has '"'.*comma/, {}],
      ['a body that ends early', '{"text":"x"', /column 12 has the end of the body/, {}],
      ["Python's words", '{"text":None}', /column 9 has 'None'.*null/, {}],
      ['curly quotes', '{“text”:"x"}', /curly quotation marks/, {}],
      [
        'a file of plain text',
        'Backup of 10% & more: done\nall good',
        /--data-urlencode/,
        { 'content-type': 'application/x-www-form-urlencoded' },
      ],
      ['plain text', 'Backup done', /--data-urlencode/, { 'content-type': 'text/plain' }],
    ])('%s', async (_, body, words, headers) => {
      const { token, channel, post } = await world();
      const answer = await outcome(await post(body, { 'content-type': 'application/json', ...headers }));
      expect(answer).toMatchObject({ status: 400, code: 'invalid_inputs', field: 'body' });
      expect(answer.message).toMatch(words);
      expect(await messagesOf(channel.feedId)).toEqual([]);
      expect((await historyOf(token.id))[0]).toMatchObject({ reason: answer.message });
    });
  });

  it('refuses a bomb with 413, broken gzip with 400 and other compressions with 415, all of them on record', async () => {
    const { token, channel, post } = await world();
    const bomb = gzipSync(`{"text":"${' '.repeat(50 * 1024 * 1024)}"}`);
    const cases: [Uint8Array, string, number][] = [
      [bomb, 'gzip', 413],
      [gzipSync(bomb), 'gzip, gzip', 413],
      [Buffer.from(MESSAGE), 'gzip', 400],
      [Buffer.from(MESSAGE), 'zstd', 415],
    ];
    for (const [body, encoding, status] of cases) {
      expect((await post(body, { 'content-encoding': encoding })).status).toBe(status);
    }
    expect(await messagesOf(channel.feedId)).toEqual([]);
    expect((await historyOf(token.id)).map((call) => call.status).sort()).toEqual([400, 413, 413, 415]);
  });

  it('keeps no key that came compressed', async () => {
    const { token, post } = await world();
    const body = gzipSync(`{"text":"the key is ${token.token}"}`);
    expect((await post(body, { 'content-encoding': 'gzip' })).status).toBe(204);
    const kept = JSON.stringify(await historyOf(token.id));
    expect(kept).not.toContain(token.token.slice(-32));
    expect(kept).not.toContain(body.toString('hex'));
  });

  it('takes files of a multipart message under any field name', async () => {
    const { channel, url } = await world();
    for (const field of ['file', 'files', 'attachments', 'screenshot']) {
      const form = new FormData();
      form.set('text', 'See the log');
      form.set(field, new Blob(['all good']), 'build.log');
      expect((await send(url, { method: 'POST', body: form })).status).toBe(204);
    }
    const contents = (await messagesOf(channel.feedId)).map(({ content }) => JSON.parse(content));
    expect(contents).toHaveLength(4);
    for (const { text, files } of contents) {
      expect([text, files.length, files[0].name]).toEqual(['See the log', 1, 'build.log']);
    }
  });

  it('keeps a message whose links are none, and notes which', async () => {
    const { post, texts, notes } = await world();
    const dead = {
      text: 'alert',
      buttons: [{ label: 'Open', action: { type: 'open.url', data: { web: 'https://' } } }],
      card: { title: 'T', thumbnail: 'n/a' },
    };
    expect((await post(JSON.stringify(dead))).status).toBe(204);
    expect(await texts()).toEqual(['alert']);
    expect(await notes()).toEqual([
      "'buttons.0.action.data.web' is no URL and leads nowhere.",
      "'card.thumbnail' is no URL and leads nowhere.",
    ]);
  });

  it("takes version 3's buttons inside a card, at a channel's unique name", async () => {
    const { channel, key } = await world();
    const body = JSON.stringify({ text: 'x', card: { title: 'T', buttons: [{ label: 'Open' }] } });
    const answer = await send(`/api/v3/channels/${channel.uniqueName}/message?${key}`, {
      method: 'POST',
      body,
    });
    expect(answer.status).toBe(204);
    const [message] = await messagesOf(channel.feedId);
    expect(JSON.parse(message!.content)).toEqual({
      text: 'x',
      card: { title: 'T' },
      buttons: [{ label: 'Open' }],
    });
  });

  it('hands broken JSON on as the text it is where anything is taken', async () => {
    const { bot, incoming, post } = await world();
    for (const body of ['{"text":"C:\\Temp"}', '{"a":']) {
      expect((await post(body, { 'content-type': 'application/json' }, incoming)).status).toBe(200);
    }
    const contents = (await messagesOf(bot.feedId)).map(({ content }) => JSON.parse(content).text);
    expect(contents).toEqual(['{"text":"C:\\Temp"}', '{"a":']);
  });

  it('answers the same webhook-id with other content as before, and says so in the history', async () => {
    const { token, channel, post } = await world();
    const first = await post('{"text":"x","sync_message":true}', { 'webhook-id': 'msg_1' });
    const second = await post('{"text":"x, attempt 2","sync_message":true}', { 'webhook-id': 'msg_1' });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await second.json()).toEqual(await first.json());
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    const reasons = (await historyOf(token.id)).map((call) => call.reason);
    expect(reasons.filter(Boolean)).toEqual([expect.stringMatching(/^The same .* with other content$/)]);
    const strict = await post('{"text":"a"}', { 'idempotency-key': 'k' });
    const other = await post('{"text":"b"}', { 'idempotency-key': 'k' });
    expect([strict.status, other.status]).toEqual([204, 409]);
  });
});
