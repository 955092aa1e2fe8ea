import { describe, expect, it } from 'vitest';
import { inHaste } from '@/test/support/handlers/run-code';
import {
  aBot,
  anExtension,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  outcome,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world(returned: string) {
  const user = await aUser();
  const bot = await aBot(user, { handlerCode: `function handler({ body }) { return ${returned}; }` });
  const token = await aToken(user);
  return { user, bot, token, url: `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}` };
}

throughBothAdapters('respond', (send) => {
  it('is the answer: status, headers and body; nothing is posted, and the history has the status', async () => {
    const { bot, token, url } = await world(
      "{ respond: { status: 401, headers: { 'x-hook-secret': 'abc' }, body: { error: body.why } } }",
    );
    const answer = await send(url, json({ why: 'signature' }));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-hook-secret')).toBe('abc');
    expect(answer.headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(await answer.text()).toBe('{"error":"signature"}');
    expect(await messagesOf(bot.feedId)).toEqual([]);
    expect(await historyOf(token.id)).toMatchObject([{ status: 401, outcome: 'accepted' }]);
  });

  it('stands beside a message, which is posted', async () => {
    const { bot, token, url } = await world("{ text: body.text, respond: { status: 202, body: 'taken' } }");
    const answer = await send(url, json({ text: 'Deployed' }));
    expect([answer.status, await answer.text()]).toEqual([202, 'taken']);
    expect(answer.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
    expect((await messagesOf(bot.feedId)).map(({ content }) => content)).toEqual(['{"text":"Deployed"}']);
    expect(await historyOf(token.id)).toMatchObject([{ status: 202, message_seq: '1' }]);
  });

  it('without a body changes the status and headers of the usual answer', async () => {
    const { user, url } = await world(
      "{ text: 'x', seen: 7, respond: { status: 201, headers: { etag: 'v1' } } }",
    );
    const answer = await send(url, json({}));
    expect([answer.status, answer.headers.get('etag')]).toEqual([201, 'v1']);
    expect(await answer.json()).toEqual({ seen: 7, user_ids: [user.id] });
  });

  it('with 204 has no body', async () => {
    const { bot, url } = await world("{ text: 'x', respond: { status: 204 } }");
    const answer = await send(url, json({}));
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(await messagesOf(bot.feedId)).toHaveLength(1);
  });

  it.each([
    ['{ status: 202, body: body.n }', 202, '1'],
    ['{ status: 204 }', 204, ''],
  ])('is given again to a retry, whatever the handler would say now: %s', async (respond, status, text) => {
    const { bot, url } = await world(`body.n === 1 ? { text: 'x', respond: ${respond} } : { text: 'x' }`);
    const first = { headers: { 'content-type': 'application/json', 'webhook-id': 'one' } };
    for (const n of [1, 2]) {
      const answer = await send(url, { ...json({ n }), ...first });
      expect([answer.status, await answer.text()]).toEqual([status, text]);
    }
    expect(await messagesOf(bot.feedId)).toHaveLength(1);
  });

  it('that is wrong fails the handler, and the owner reads which field', async () => {
    const { bot, token, url } = await world("{ text: 'x', respond: { status: 302 } }");
    expect(await outcome(await send(url, json({})))).toMatchObject({ status: 422, code: 'handler_failed' });
    expect(await historyOf(token.id)).toMatchObject([
      { reason: expect.stringContaining("'respond.status' must be a whole number") },
    ]);
    expect(await messagesOf(bot.feedId)).toEqual([]);
  });

  it('never carries the key of the call', async () => {
    const { token, url } = await world('{ respond: { body: body.echo, headers: { etag: body.echo } } }');
    const answer = await send(url, json({ echo: token.token }));
    const secret = token.token.slice(-32);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).not.toContain(secret);
    expect(await answer.text()).not.toContain(secret);
  });

  it('is evaluated inside the sandbox: getters and toJSON are the handler’s own time', async () => {
    const { url } = await world("{ get respond() { return { get body() { return 'from a getter'; } }; } }");
    expect(await (await send(url, json({}))).text()).toBe('from a getter');
    const endless = await world('{ respond: { get body() { for (;;); } } }');
    const answer = await inHaste(() => send(endless.url, json({})));
    expect(await outcome(answer)).toMatchObject({ code: 'handler_failed' });
  });

  it('of an extension is the answer, too', async () => {
    const owner = await aUser();
    const { sandbox } = await anExtension(
      owner,
      'function handler() { return { respond: { status: 410 } }; }',
    );
    const { token } = await aToken(owner);
    const url = `/api/v2/applications/${sandbox.appId}/incoming?appkey=${encodeURIComponent(sandbox.appKey)}&zapikey=${token}`;
    expect((await send(url, json({}))).status).toBe(410);
  });
});

describe('a mistyped key', () => {
  throughBothAdapters('goes back to the caller, and the owner reads what was meant', (send) => {
    it('in the history of the call', async () => {
      const { token, url } = await world("{ text: 'x', sildes: [1] }");
      expect(await (await send(url, json({}))).json()).toMatchObject({ sildes: [1] });
      const [call] = await historyOf(token.id);
      expect(JSON.stringify(call!.request)).toContain("'sildes' is no key of a message");
    });
  });
});

describe('what is no respond', () => {
  throughBothAdapters('is as before', (send) => {
    it('null', async () => {
      const { url } = await world('{ respond: null, challenge: 1 }');
      expect(await (await send(url, json({}))).json()).toEqual({ challenge: 1, user_ids: [] });
    });
  });
});
