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

const FORM = 'application/x-www-form-urlencoded';

throughBothAdapters('bodies as they really come', (send) => {
  async function world() {
    const user = await aUser();
    const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
    const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
    const incoming = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
    const post = (body: BodyInit, type?: string, to = url) =>
      send(to, {
        method: 'POST',
        body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
        ...(type === undefined ? {} : { headers: { 'content-type': type } }),
      });
    return { token, channel, bot, incoming, post };
  }

  describe('a message is read from', () => {
    it.each([
      ['JSON with a charset', '{"text":"é"}', 'application/json; charset=UTF-8', 'é'],
      ['JSON without a content type', '{"text":"é"}', undefined, 'é'],
      ['JSON sent as a form', '{"text":"a&b=c%20"}', FORM, 'a&b=c%20'],
      ['JSON as text', ' \n{"text":"x"}\n', 'text/plain', 'x'],
      ['JSON as octets', '{"text":"x"}', 'application/octet-stream', 'x'],
      ['JSON after a byte order mark', '\ufeff{"text":"x"}', 'application/json', 'x'],
      ['a form', 'text=a+%26+b', FORM, 'a & b'],
    ])('%s', async (_, body, type, text) => {
      const { channel, post } = await world();
      expect((await post(body, type)).status).toBe(204);
      const [message] = await messagesOf(channel.feedId);
      expect(JSON.parse(message!.content)).toEqual({ text });
    });

    it('multipart, with JSON in the parts that are objects', async () => {
      const { channel, post } = await world();
      const form = new FormData();
      form.set('text', 'x');
      form.set('bot', '{"name":"CI"}');
      expect((await post(form)).status).toBe(204);
      const [message] = await messagesOf(channel.feedId);
      expect(JSON.parse(message!.content)).toEqual({ text: 'x', bot: { name: 'CI' } });
    });

    it('another charset that is announced', async () => {
      const { channel, post } = await world();
      const latin1 = Buffer.from('{"text":"Grüße"}', 'latin1');
      expect((await post(latin1, 'application/json; charset=iso-8859-1')).status).toBe(204);
      expect((await messagesOf(channel.feedId))[0]!.content).toBe('{"text":"Grüße"}');
    });

    it.each(['application/json', undefined, FORM])(
      'JSON of type %s, and a byte order mark before the JSON is no part of it',
      async (type) => {
        const { channel, post } = await world();
        expect((await post('\ufeff{"text":"x"}', type)).status).toBe(204);
        expect((await messagesOf(channel.feedId))[0]!.content).toBe('{"text":"x"}');
      },
    );

    it('JSON whose text is kept as it was sent: spaces, escapes, long numbers', async () => {
      const { channel, post } = await world();
      const body =
        '{ "text":"\\u0041\\u0000\\ud83d","slides":[{"type":"list","data":[9007199254740993, 1e999]}] }';
      expect((await post(body, 'application/json')).status).toBe(204);
      expect((await messagesOf(channel.feedId))[0]!.content).toBe(body);
    });
  });

  describe('a message is refused with 400 for', () => {
    it.each([
      ['no body', '', 'invalid_inputs'],
      ['broken JSON', '{"text":', 'invalid_inputs'],
      ['a list', '[{"text":"x"}]', 'invalid_inputs'],
      ['a bare word', 'hello', 'invalid_inputs'],
      ['a key given twice', '{"text":"a","text":"b"}', 'invalid_inputs'],
      ['a key given twice, escaped', '{"text":"a","\\u0074ext":"b"}', 'invalid_inputs'],
      ['__proto__', '{"text":"a","__proto__":{"text":"b"}}', 'extra_key_found'],
      ['a depth bomb', `{"text":"a","bot":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'invalid_inputs'],
      ['only empty strings', '{"text":"","card":{"title":"","thumbnail":""}}', 'invalid_inputs'],
    ])('%s', async (_, body, code) => {
      const { token, channel, post } = await world();
      expect(await outcome(await post(body, 'application/json'))).toMatchObject({ status: 400, code });
      expect(await messagesOf(channel.feedId)).toEqual([]);
      expect(await historyOf(token.id)).toHaveLength(1);
    });

    it('a form field given twice, a broken form', async () => {
      const { post } = await world();
      const answers = [
        await post('text=a&text=b', FORM),
        await post('--x', 'multipart/form-data; boundary=y'),
      ];
      for (const answer of answers) {
        expect(await outcome(answer)).toMatchObject({ status: 400, code: 'invalid_inputs' });
      }
    });
  });

  it('is refused with 415 only where it cannot be read at all', async () => {
    const { post } = await world();
    for (const type of ['application/pdf', 'image/png']) {
      expect(await outcome(await post('%PDF', type))).toMatchObject({
        status: 415,
        code: 'unsupported_media_type',
      });
    }
  });

  it.each([
    [
      'empty optional members',
      { text: 'x', bot: { name: '', image: '' }, card: { title: '', thumbnail: '' } },
    ],
    ['a card without title or theme', { text: 'x', card: { thumbnail: 'https://example.com/a.png' } }],
    ['old themes', { text: 'x', card: { title: 'T', theme: '7' } }],
    ['broadcast in words', { text: 'x', broadcast: 'True', sync_message: 'false' }],
    ['an empty text beside a card', { text: '', card: { title: 'T', theme: 'basic' } }],
  ])('tolerates %s', async (_, body) => {
    const { post } = await world();
    expect((await post(JSON.stringify(body), 'application/json')).status).toBe(204);
  });

  describe('an incoming call', () => {
    it.each([
      ['text that only looks like JSON', '[2026-01-01] started', 'text/plain'],
      ['nothing', '', 'application/json'],
      ['a number', '9007199254740993', 'application/json'],
      ['a form', 'a=1&a=2', FORM],
      ['xml', '<?xml version="1.0"?><a/>', 'application/xml'],
    ])('takes %s', async (_, body, type) => {
      const { bot, incoming, post } = await world();
      expect((await post(body, type, incoming)).status).toBe(200);
      expect(await messagesOf(bot.feedId)).toHaveLength(1);
    });

    it('refuses duplicate keys and depth bombs instead of guessing', async () => {
      const { incoming, post } = await world();
      for (const body of ['{"a":1,"a":2}', '['.repeat(65) + ']'.repeat(65)]) {
        expect(await outcome(await post(body, 'application/json', incoming))).toMatchObject({ status: 400 });
      }
    });
  });

  it('answers a poisonous call alone, and its neighbours as if it were not there', async () => {
    const { channel, post } = await world();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n === 7 ? post('text=%00%ed%a0%80', FORM) : post(`{"text":"${n}"}`, 'application/json'),
      ),
    );
    expect(answers.filter(({ status }) => status === 204).length).toBeGreaterThanOrEqual(19);
    expect(answers.every(({ status }) => status < 500)).toBe(true);
    expect((await messagesOf(channel.feedId)).length).toBeGreaterThanOrEqual(19);
  });
});
