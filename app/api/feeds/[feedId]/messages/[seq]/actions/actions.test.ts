import { afterAll, describe, expect, it } from 'vitest';
import { handlerPool } from '@/lib/handlers/pool/handler-pool';
import { beginPress } from '@/lib/message-actions/press-limits';
import { APPROVE, aBotThat, press, textsSeenBy, withButton } from '@/test/support/buttons';
import { aBot, aChannel, aToken, aUser, json, messagesOf, viaWeb } from '@/test/support/webhooks/world';

afterAll(() => handlerPool().close());

describe('a press', () => {
  it('reaches the handler with who pressed what, and the answer is for the presser alone', async () => {
    const { ada, bob, bot, feedId, seq } = await aBotThat('return { text: JSON.stringify(request) }');
    const pressed = await press(bob, feedId, seq);
    expect(pressed).toMatchObject({ status: 200, json: { kind: 'posted', elsewhere: null } });
    const [, answer] = await messagesOf(feedId);
    expect(answer).toMatchObject({ recipient_id: bob.id, bot_id: bot.id, sender_id: ada.id, via: null });
    expect(JSON.parse(JSON.parse(answer!.content).text)).toEqual({
      user: { id: bob.id, email: bob.email, name: bob.name },
      button: {
        label: 'Approve',
        key: 'a1',
        name: 'approve',
        arguments: { order: 7 },
        action: { type: 'invoke.function', data: { name: 'approve' } },
      },
      message: { id: expect.stringMatching(/^\d+_\d+$/), text: 'Order 7?' },
      environment: null,
    });
    expect(await textsSeenBy(ada, feedId)).toEqual(['Order 7?']);
  });

  it.each([
    [
      'in a slide',
      'slides.1.buttons.0',
      {
        slides: [
          { type: 'text', data: 'x' },
          { type: 'text', data: 'y', buttons: [APPROVE] },
        ],
      },
    ],
    [
      'in a text',
      'references.1',
      { text: '[Approve]($1)', references: { 1: { type: 'button', object: APPROVE } } },
    ],
  ])('finds a button %s', async (_, path, message) => {
    const { bob, feedId, seq } = await aBotThat('return request.button.name', message);
    expect((await press(bob, feedId, seq, path)).status).toBe(200);
    expect(await textsSeenBy(bob, feedId)).toContain('approve');
  });

  it.each([
    'buttons.1',
    'buttons.-1',
    'buttons',
    'slides.0.buttons.0',
    'references.1',
    'references.__proto__',
    'references.constructor',
    'text',
    '__proto__',
    'buttons.0.action',
    '../buttons.0',
  ])('of %s, where there is no button, is 400 and runs nothing', async (path) => {
    const { bob, feedId, seq } = await aBotThat('return "ran"');
    expect(await press(bob, feedId, seq, path)).toMatchObject({ status: 400, json: { field: 'button' } });
    expect(await messagesOf(feedId)).toHaveLength(1);
  });

  it('signed out is 401; outsiders and other messages are the same 404', async () => {
    const { bob, feedId, seq } = await aBotThat('return "ran"');
    const eve = await aUser();
    expect((await press(null, feedId, seq)).status).toBe(401);
    expect((await press(eve, feedId, seq)).status).toBe(404);
    expect((await press(bob, feedId, 99)).status).toBe(404);
    expect(await messagesOf(feedId)).toHaveLength(1);
  });

  it('of a button that only the browser acts on is 400', async () => {
    const open = { label: 'Open', action: { type: 'open.url', data: { web: 'https://x.test' } } };
    const { bob, feedId, seq } = await aBotThat('return "ran"', withButton(open));
    expect((await press(bob, feedId, seq)).status).toBe(400);
  });
});

describe('nobody answers', () => {
  it.each([
    ['a person’s message', undefined],
    ['a bot without a handler', null],
    ['a handler without onButton', 'function handler(r) { return r.body }'],
  ])('%s: 409 with the reason', async (_, code) => {
    const ada = await aUser();
    const { token } = await aToken(ada);
    const channel = await aChannel(ada);
    const bot = await aBot(ada, code ? { handlerCode: code } : {});
    const as = code === undefined ? '' : `&bot_unique_name=${bot.uniqueName}`;
    await viaWeb(
      `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token}${as}`,
      json(withButton()),
    );
    const { status, json: problem } = await press(ada, channel.feedId, 1);
    expect({ status, code: problem.code }).toEqual({ status: 409, code: 'conflict' });
    expect(problem.title).toContain('Nobody answers this button');
  });

  it('a system API that only Cliq has is named', async () => {
    const ada = await aUser();
    const { token } = await aToken(ada);
    const channel = await aChannel(ada);
    const call = { label: 'Call', action: { type: 'system.api', data: { api: 'audiocall/17' } } };
    await viaWeb(
      `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token}`,
      json(withButton(call)),
    );
    expect((await press(ada, channel.feedId, 1)).json.title).toContain('audiocall/17');
  });
});

describe('joinchannel', () => {
  it('enters an open channel and leads there; a private one is not found', async () => {
    const [ada, bob] = [await aUser(), await aUser()];
    const from = await aChannel(ada, [bob]);
    const open = await aChannel(ada);
    const { token } = await aToken(ada);
    const join = (id: string) => ({
      label: 'Join',
      action: { type: 'system.api', data: { api: `joinchannel/${id}` } },
    });
    await viaWeb(
      `/api/v2/channelsbyname/${from.uniqueName}/message?zapikey=${token}`,
      json(withButton(join(open.id))),
    );
    expect((await press(bob, from.feedId, 1)).json).toEqual({
      kind: 'go',
      place: { name: `#${open.uniqueName}`, href: `/channels/${open.uniqueName}` },
    });
    expect(await textsSeenBy(bob, open.feedId)).toEqual([]);
    await viaWeb(
      `/api/v2/channelsbyname/${from.uniqueName}/message?zapikey=${token}`,
      json(withButton(join('no-such'))),
    );
    expect((await press(bob, from.feedId, 2)).status).toBe(404);
  });
});

describe('limits', () => {
  it('one press of a button at a time for each person, exactly one of many at once', async () => {
    const { ada, bob, feedId, seq } = await aBotThat('return');
    const button = `${feedId}/${seq}/buttons.0`;
    const begun = await Promise.allSettled(Array.from({ length: 8 }, () => beginPress(bob.id, button)));
    const won = begun.filter((press) => press.status === 'fulfilled');
    expect(won).toHaveLength(1);
    expect(await press(bob, feedId, seq)).toMatchObject({ status: 409, json: { code: 'conflict' } });
    expect((await press(ada, feedId, seq)).status).toBe(200);
    await won[0]!.value();
    expect((await press(bob, feedId, seq)).status).toBe(200);
  });

  it('thirty presses a minute for each person, counted exactly however they come', async () => {
    const { ada, bob, feedId, seq } = await aBotThat('return');
    const begun = await Promise.allSettled(
      Array.from({ length: 33 }, (_, n) => beginPress(bob.id, `${feedId}/${seq}/${n}`)),
    );
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    const limited = await press(bob, feedId, seq);
    expect(limited).toMatchObject({ status: 429, json: { code: 'too_many_attempts' } });
    expect(limited.json.retryAfterS).toBeGreaterThan(0);
    expect((await press(ada, feedId, seq)).status).toBe(200);
  });
});
