import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  historyOf,
  messagesOf,
  outcome,
  throughBothAdapters,
} from '@/test/support/webhooks/world';
import { readRequestRecord } from '../call/request-record';

const FORM = 'application/x-www-form-urlencoded';
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
    ['a form with its payload in JSON', `payload=${encodeURIComponent(MESSAGE)}`, { 'content-type': FORM }],
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
    ['a form whose escapes are bytes of Windows-1252', 'text=St%F6rung', { 'content-type': FORM }],
    ['a comma too many', '{"text":"Störung",}', {}],
    ['single quotes', "{'text':'Störung'}", {}],
  ])('takes %s, and notes the repair for the owner', async (_, body, headers) => {
    const { post, texts, notes } = await world();
    expect((await post(body, { 'content-type': 'application/json', ...headers })).status).toBe(204);
    expect(await texts()).toEqual(['Störung']);
    expect(await notes()).toHaveLength(1);
  });

  it.each<Sent>([
    [
      'UTF-8 that was cut inside a character',
      Buffer.from('{"text":"€ ü\xc3"}'.replaceAll('€', '\xe2\x82\xac').replaceAll('ü', '\xc3\xbc'), 'latin1'),
      {},
    ],
    ['signs that only Windows-1252 has', Buffer.from('{"text":"\x80 \xfc\xc3"}', 'latin1'), {}],
    [
      'the same announced as Latin-1',
      Buffer.from('{"text":"\x80 \xfc\xc3"}', 'latin1'),
      { 'content-type': 'text/plain; charset=iso-8859-1' },
    ],
    ['the same in a form', 'text=%E2%82%AC+%FC%C3', { 'content-type': FORM }],
  ])('keeps every character of %s', async (_, body, headers) => {
    const { post, texts } = await world();
    expect((await post(body, headers)).status).toBe(204);
    expect(await texts()).toEqual(['€ üÃ']);
  });

  it.each<Sent>([
    ['JSON under multipart/form-data', MESSAGE, { 'content-type': 'multipart/form-data' }],
    ['JSON that was escaped as a whole', encodeURIComponent(MESSAGE), { 'content-type': FORM }],
  ])('takes %s, at both kinds of endpoint', async (_, body, headers) => {
    const { bot, incoming, post, texts } = await world();
    expect((await post(body, headers)).status).toBe(204);
    expect(await texts()).toEqual(['Störung']);
    if (headers['content-type'] === 'multipart/form-data') return;
    expect((await post(body, headers, incoming)).status).toBe(200);
    expect(JSON.parse((await messagesOf(bot.feedId))[0]!.content)).toEqual({ text: 'Störung' });
  });

  it('shows what a payload in a form says, where anything is taken', async () => {
    const { bot, incoming, post } = await world();
    const type = { 'content-type': FORM };
    expect((await post(`payload=${encodeURIComponent(MESSAGE)}`, type, incoming)).status).toBe(200);
    expect(JSON.parse((await messagesOf(bot.feedId))[0]!.content)).toEqual({ text: 'Störung' });
  });

  it('takes null where a template found nothing: a link, an action, a picture, a cell', async () => {
    const { channel, post, notes } = await world();
    const message = {
      text: 'x',
      buttons: [
        { label: 'Open', action: { type: 'open.url', data: { web: null } } },
        { label: 'Look', action: null },
      ],
      slides: [
        { type: 'images', data: [null] },
        { type: 'label', data: [{ a: {} }] },
        { type: 'label', data: null },
        { type: 'table', data: { headers: ['a'], rows: [{ a: [] }] } },
      ],
    };
    expect((await post(JSON.stringify(message))).status).toBe(204);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await notes()).toEqual(["'buttons.0.action.data.web' is no URL and leads nowhere."]);
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

  describe('names the place and the remedy', () => {
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
        { 'content-type': FORM },
      ],
      [
        'plain text',
        'Backup done',
        /--data-urlencode.*-F 'text=<-'.*\/files/,
        { 'content-type': 'text/plain' },
      ],
      ['plain text that says it is JSON', 'Backup done', /column 1 has 'Backup'.*--data-urlencode/, {}],
      ['a log that begins with a bracket', '[2026-01-01] done', /--data-urlencode/, { 'content-type': FORM }],
      ['settings', 'PATH=/bin\nHOME=/root', /--data-urlencode/, { 'content-type': FORM }],
      ['text that an & cuts', 'text=disk & cpu', /--data-urlencode/, { 'content-type': FORM }],
      ['a key of base64', 'c2VjcmV0IQ1234567==', /--data-urlencode/, { 'content-type': FORM }],
      [
        'single quotes of a Windows shell',
        "'{text:Hello}'",
        /Windows shell.*double quotes/,
        { 'content-type': FORM },
      ],
      ['quotation marks that were escaped twice', '{\\"text\\":\\"x\\"}', /Take away the backslashes/, {}],
    ])('%s', async (_, body, words, headers) => {
      const { token, channel, post } = await world();
      const answer = await outcome(await post(body, { 'content-type': 'application/json', ...headers }));
      expect(answer).toMatchObject({ status: 400, code: 'invalid_inputs', field: 'body' });
      expect(answer.message).toMatch(words);
      expect(await messagesOf(channel.feedId)).toEqual([]);
      expect((await historyOf(token.id))[0]).toMatchObject({ reason: answer.message });
    });
  });

  it('says what a form is that comes under another name', async () => {
    const { post } = await world();
    for (const type of ['application/json', 'text/plain']) {
      const answer = await outcome(await post('text=hello', { 'content-type': type }));
      expect(answer).toMatchObject({ status: 400, code: 'invalid_inputs', field: 'content-type' });
      expect(answer.message).toContain(FORM);
    }
  });

  it('never tells more than a few characters of a body, whatever stands in it', async () => {
    const { post } = await world();
    const secret = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
    const bodies = [
      secret,
      `${secret}=1`,
      `${secret}&text=x`,
      `text=x&${secret}=1`,
      `{${secret}}`,
      `{"text":${secret}}`,
      `{"text":"x","${'key '.repeat(9)}${secret}":1}`,
      `{"text":"x","bot":{"${'k'.repeat(40)}${secret}":1}}`,
      `{"${'k'.repeat(40)}${secret}":1,"${'k'.repeat(40)}${secret}":2}`,
      `<${secret}>`,
    ];
    for (const type of [FORM, 'application/json', 'text/plain', 'application/xml']) {
      for (const body of bodies) {
        const answer = await post(body, { 'content-type': type });
        expect([body, answer.status >= 400]).toEqual([body, true]);
        expect(await answer.text()).not.toContain(secret.slice(0, 20));
      }
    }
  });

  it('hands a text that is no form on as it is where anything is taken', async () => {
    const { bot, incoming, post } = await world();
    const texts = ['Backup done', 'line 1: a=b\nline 2 & c', 'c2VjcmV0', '[2026-01-01] done'];
    for (const text of texts) {
      expect((await post(text, { 'content-type': FORM }, incoming)).status).toBe(200);
    }
    const contents = (await messagesOf(bot.feedId)).map(({ content }) => JSON.parse(content).text);
    expect(contents).toEqual(texts.map((text) => `\`\`\`\n${text}\n\`\`\``));
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

  it('keeps a message with dead links, and notes them', async () => {
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
    expect(contents).toEqual(['```\n{"text":"C:\\Temp"}\n```', '```\n{"a":\n```']);
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
