import { describe, expect, it } from 'vitest';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  outcome,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function botWorld(handlerCode?: string) {
  const [user, subscriber] = [await aUser(), await aUser()];
  const bot = await aBot(user, handlerCode === undefined ? {} : { handlerCode }, [subscriber]);
  const token = await aToken(user);
  const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
  return { user, subscriber, bot, token, url };
}

const contents = async (feedId: number) =>
  (await messagesOf(feedId)).map((message) => JSON.parse(message.content));

throughBothAdapters('/api/v2/bots/{bot}/incoming', (send) => {
  describe('200', () => {
    it.each(['POST', 'PUT', 'DELETE'])('takes %s and answers who got it', async (method) => {
      const { user, subscriber, bot, url } = await botWorld();
      const response = await send(url, { ...json({ text: 'deployed' }), method });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json;charset=UTF-8');
      expect(await response.json()).toEqual({ user_ids: [user.id, subscriber.id].sort() });
      expect(await contents(bot.feedId)).toEqual([{ text: 'deployed' }]);
    });

    it('takes GET; a HEAD, or a GET that says nothing, only asks whether the URL is there', async () => {
      const { bot, url } = await botWorld();
      expect(await (await send(`${url}&build=4812`)).json()).toHaveProperty('user_ids');
      const head = await send(url, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
      const bare = await send(url);
      expect([bare.status, await bare.json()]).toEqual([200, { user_ids: [] }]);
      expect(await contents(bot.feedId)).toEqual([
        {
          slides: [
            {
              type: 'table',
              data: { headers: ['Field', 'Value'], rows: [['build', '4812']] },
            },
          ],
          unrecognised: true,
        },
      ]);
    });

    it('shows what a payload says, its fields in a table, and text as it is', async () => {
      const { bot, url } = await botWorld();
      const xml = { method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<a>b</a>' };
      const form = { method: 'POST', body: new URLSearchParams({ a: '1', b: '2' }) };
      const bodies = [
        json({ title: 'T' }),
        json({ a: 1, b: null }),
        json({ a: { b: [1] } }),
        xml,
        form,
        { method: 'POST', body: 'plain words' },
      ];
      for (const body of bodies) expect((await send(url, body)).status).toBe(200);
      const [text, table, nested, markup, formTable, plain] = await contents(bot.feedId);
      expect(text).toEqual({ text: '*T*' });
      expect(table.slides[0].data.rows).toEqual([['a', '1']]);
      expect(nested.slides[0].data.rows).toEqual([['a.b', '1']]);
      expect(markup).toEqual({ text: '```\n<a>b</a>\n```' });
      expect(plain).toEqual({ text: '```\nplain words\n```' });
      expect(formTable.slides[0].data.rows).toEqual([
        ['a', '1'],
        ['b', '2'],
      ]);
    });

    it('keeps the body in the history, where the message is another one', async () => {
      const { token, url } = await botWorld();
      await send(url, json({ a: 1 }));
      const [call] = await historyOf(token.id);
      expect(call).toMatchObject({ status: 200, outcome: 'accepted', message_seq: '1' });
      expect(call!.body?.toString()).toBe('{"a":1}');
    });

    it('is narrowed to subscribers by user_ids', async () => {
      const { subscriber, bot, url } = await botWorld();
      const stranger = await aUser();
      const response = await send(`${url}&user_ids=${subscriber.id},${stranger.id}`, json({ text: 'x' }));
      expect(await response.json()).toEqual({ user_ids: [subscriber.id] });
      expect(await messagesOf(bot.feedId)).toMatchObject([{ recipient_id: subscriber.id }]);
    });
  });

  describe('200 with a handler', () => {
    it('posts what the handler returns of the body and every query parameter, and merges its further keys into the answer', async () => {
      const { user, subscriber, bot, url } = await botWorld(
        `function handler(request) {
          return { text: [request.body.name, request.params.stage, request.params.tag, request.user.email].join(' '),
            card: { title: request.http_method }, challenge_key: request.body.challenge, user_ids: 'mine' };
        }`,
      );
      const response = await send(
        `${url}&stage=live&tag=a&tag=b`,
        json({ name: 'Deploy', challenge: 'abc' }),
      );
      expect(await response.json()).toEqual({
        challenge_key: 'abc',
        user_ids: [user.id, subscriber.id].sort(),
      });
      expect(await contents(bot.feedId)).toEqual([
        { text: `Deploy live a,b ${user.email}`, card: { title: 'POST' } },
      ]);
    });

    it('posts nothing when the handler returns nothing, and still answers JSON', async () => {
      const { bot, token, url } = await botWorld('function handler() {}');
      expect(await (await send(url, json({}))).json()).toEqual({ user_ids: [] });
      expect(await messagesOf(bot.feedId)).toEqual([]);
      expect(await historyOf(token.id)).toMatchObject([{ status: 200, outcome: 'accepted' }]);
    });

    it('goes where the handler says: userids, broadcast, a channel', async () => {
      const { user, subscriber, bot, url } = await botWorld('function handler({ body }) { return body; }');
      const channel = await aChannel(user, [subscriber]);
      const chosen = await send(url, json({ text: 'x', userids: [subscriber.email] }));
      expect(await chosen.json()).toEqual({ user_ids: [subscriber.id] });
      const all = await send(url, json({ text: 'x', broadcast: true }));
      expect(((await all.json()) as { user_ids: string[] }).user_ids).toHaveLength(2);
      const posted = await send(url, json({ text: 'x', channel: channel.uniqueName }));
      expect(await posted.json()).toEqual({ user_ids: [user.id, subscriber.id].sort() });
      expect(await messagesOf(bot.feedId)).toHaveLength(2);
      expect(await messagesOf(channel.feedId)).toMatchObject([{ bot_id: bot.id, content: '{"text":"x"}' }]);
    });

    it('keeps credentials and cookies from the handler', async () => {
      const { token, bot, url } = await botWorld(
        'function handler(request) { return { text: JSON.stringify(request).slice(0, 4000) }; }',
      );
      const response = await send(`${url}&appkey=0123456789abcdef0123&echo=${token.token}`, {
        ...json({ echo: token.token }),
        headers: { authorization: `Bearer ${token.token}`, cookie: 'a=b', 'x-webhook-token': token.token },
      });
      expect(response.status).toBe(200);
      const [message] = await messagesOf(bot.feedId);
      for (const secret of [
        token.token.slice(-32),
        '0123456789abcdef0123',
        'a=b',
        'zapikey',
        'authorization',
      ]) {
        expect(message!.content).not.toContain(secret);
      }
    });

    it('hands numbers beyond 2^53 on with all their digits, as text', async () => {
      const { bot, url } = await botWorld('function handler({ body }) { return { text: String(body.id) }; }');
      await send(url, json('{"id":9007199254740993}'));
      expect(await contents(bot.feedId)).toEqual([{ text: '9007199254740993' }]);
    });
  });

  describe('401', () => {
    it('never runs a handler for a token that is not valid', async () => {
      const { user, url, bot } = await botWorld("function handler() { throw new Error('ran'); }");
      const disabled = await aToken(user, { enabled: false });
      const response = await send(url.replace(/zapikey=.*/, `zapikey=${disabled.token}`), json({}));
      expect(await outcome(response)).toMatchObject({ status: 401, code: 'authtoken_invalid' });
      expect(await historyOf(disabled.id)).toMatchObject([{ reason: 'The token was disabled.' }]);
      expect(await messagesOf(bot.feedId)).toEqual([]);
    });
  });

  describe('400', () => {
    it.each([
      ['too many parameters', Array.from({ length: 51 }, (_, n) => `&p${n}=`).join('')],
      ['a parameter too long', `&p=${'x'.repeat(10_001)}`],
      ['too many user_ids', `&user_ids=${Array.from({ length: 101 }, (_, n) => n).join(',')}`],
    ])('names the limit of %s', async (_, more) => {
      const { url } = await botWorld();
      expect(await outcome(await send(url + more, json({})))).toMatchObject({
        status: 400,
        code: 'invalid_inputs',
        limit: expect.any(Number),
      });
    });

    it('refuses JSON with a key given twice', async () => {
      const { url } = await botWorld();
      expect(await outcome(await send(url, json('{"a":1,"a":2}')))).toMatchObject({ status: 400 });
    });
  });

  describe('422', () => {
    it('tells the caller plainly and the owner the message and line', async () => {
      const code = "function handler() {\n  throw new Error('no such build');\n}";
      const { token, bot, url } = await botWorld(code);
      const answer = await outcome(await send(url, json({})));
      expect(answer).toMatchObject({ status: 422, code: 'handler_failed' });
      expect(answer.message).not.toContain('no such build');
      expect(await messagesOf(bot.feedId)).toEqual([]);
      const [call] = await historyOf(token.id);
      expect(call).toMatchObject({ status: 422, outcome: 'handler_failed' });
      expect(call!.reason).toMatch(/no such build.*line 2/);
    });

    it.each([
      ['a list', '[1]'],
      ['a number', '7'],
      ['a message over a limit', "({ text: 'x'.repeat(5001) })"],
      ['nobody as receiver', "({ text: 'x', userids: 'nobody' })"],
      ['an object as receiver', "({ text: 'x', userids: [{ toString: 1 }] })"],
      ['an unknown channel', "({ text: 'x', channel: 'nowhere' })"],
    ])('refuses %s as a return value', async (_, value) => {
      const { token, bot, url } = await botWorld(`function handler() { return ${value}; }`);
      expect(await outcome(await send(url, json({})))).toMatchObject({ status: 422, code: 'handler_failed' });
      expect(await messagesOf(bot.feedId)).toEqual([]);
      expect((await historyOf(token.id))[0]!.reason).toBeTruthy();
    });
  });

  describe('403 and 404', () => {
    it("knows no such bot, and keeps somebody else's personal one closed", async () => {
      const { url, token } = await botWorld();
      const personal = await aBot(await aUser(), { access: 'PERSONAL' });
      const other = (name: string) => `/api/v2/bots/${name}/incoming?zapikey=${token.token}`;
      expect(url).toContain('zapikey');
      expect(await outcome(await send(other('nobody'), json({})))).toMatchObject({ code: 'bot_not_found' });
      expect(await outcome(await send(other(personal.uniqueName), json({})))).toMatchObject({ status: 403 });
    });
  });
});
