import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession } from '@/lib/auth/create-session';
import { sessionCookie } from '@/lib/auth/session-cookie';
import { readFeed } from '@/lib/feeds/read-feed';
import { checkSyntax } from '@/lib/handlers/check-syntax';
import { handlerPool } from '@/lib/handlers/handler-pool';
import { ask } from '@/lib/webhook-tokens/test-person';
import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  json,
  messagesOf,
  publish,
  select,
  viaWeb,
} from '@/lib/webhooks/test-world';
import type { TestUser } from '@/prisma/factories/create-user';
import { POST } from './route';

// On a busy machine the first thread takes longer to start than a call may wait.
beforeAll(() => checkSyntax('function handler() {}').then(undefined, () => {}));
afterAll(() => handlerPool().close());

/** A handler whose posts carry buttons, with an `onButton` of the given body. */
const answering = (body: string) => `
  function handler(request) { return request.body; }
  function onButton(request) { ${body} }`;
const APPROVE = {
  label: 'Approve',
  key: 'a1',
  action: { type: 'invoke.function', data: { name: 'approve' } },
  arguments: { order: 7 },
};
const withButton = (button: object = APPROVE) => ({ text: 'Order 7?', buttons: [button] });

async function cookieOf(user: TestUser) {
  const session = await createSession(user.id, { sourceAddress: '', userAgent: '' });
  return (await sessionCookie(session)).split(';')[0]!;
}

async function press(user: TestUser | null, feedId: number, seq: number, button = 'buttons.0') {
  return ask(POST, {
    method: 'POST',
    params: { feedId: String(feedId), seq: String(seq) },
    body: { button },
    ...(user && { person: { id: user.id, cookie: await cookieOf(user) } }),
  });
}

/** A bot whose creator has posted a message with a button through its handler. */
async function aBotThat(body: string, message: object = withButton()) {
  const [ada, bob] = [await aUser(), await aUser()];
  const bot = await aBot(ada, { handlerCode: answering(body) }, [bob]);
  const { token } = await aToken(ada);
  const incoming = (sent: object) =>
    viaWeb(`/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token}`, json(sent));
  expect((await incoming(message)).status).toBe(200);
  const [asked] = await messagesOf(bot.feedId);
  return { ada, bob, bot, token, incoming, feedId: bot.feedId, seq: Number(asked!.seq) };
}

const textsSeenBy = async (user: TestUser, feedId: number) =>
  (await readFeed(user, feedId)).messages.map(({ content }) => content.text);

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

describe('an answer', () => {
  it.each([
    ['nothing', 'return', { kind: 'done' }],
    [
      'a banner',
      'return { type: "banner", text: "Approved" }',
      { kind: 'banner', text: 'Approved', failed: false },
    ],
    [
      'a bad banner',
      'return { type: "banner", text: "No", status: "failure" }',
      { kind: 'banner', text: 'No', failed: true },
    ],
  ])('of %s is shown and not kept', async (_, body, outcome) => {
    const { bob, feedId, seq } = await aBotThat(body);
    expect((await press(bob, feedId, seq)).json).toEqual(outcome);
    expect(await messagesOf(feedId)).toHaveLength(1);
  });

  it('with broadcast is for every subscriber, with userids for those people', async () => {
    const { ada, bob, feedId, seq } = await aBotThat('return { text: "all", broadcast: true }');
    await press(bob, feedId, seq);
    expect(await textsSeenBy(ada, feedId)).toContain('all');

    const one = await aBotThat('return { text: "you", userids: [request.button.arguments.to] }', {
      ...withButton({ ...APPROVE, arguments: { to: ada.email } }),
    });
    expect((await press(one.bob, one.feedId, one.seq)).status).toBe(200);
    expect(await textsSeenBy(ada, one.feedId)).toEqual(['you']);
    expect(await textsSeenBy(one.bob, one.feedId)).toEqual(['Order 7?']);
  });

  it('goes into a channel of whoever brought the message, and into no other', async () => {
    const { ada, bob, incoming, feedId, seq } = await aBotThat(
      'return { text: "done", channel: request.button.name }',
    );
    const [hers, his] = [await aChannel(ada), await aChannel(bob)];
    expect(await press(bob, feedId, seq)).toMatchObject({ status: 422, json: { code: 'handler_failed' } });
    for (const { uniqueName } of [hers, his]) {
      await incoming(
        withButton({ label: 'Go', action: { type: 'invoke.function', data: { name: uniqueName } } }),
      );
    }
    const seqs = (await messagesOf(feedId))
      .filter(({ content }) => content.includes('"Go"'))
      .map(({ seq: at }) => Number(at));
    expect((await press(bob, feedId, seqs[0]!)).json).toEqual({
      kind: 'posted',
      elsewhere: { name: `#${hers.uniqueName}`, href: `/channels/${hers.uniqueName}` },
    });
    expect(await messagesOf(hers.feedId)).toHaveLength(1);
    // The presser belongs there, the sender of the message does not.
    expect((await press(bob, feedId, seqs[1]!)).status).toBe(422);
    expect(await messagesOf(his.feedId)).toEqual([]);
  });

  it('in a channel is seen by the presser alone, and makes nobody a member of anything', async () => {
    const [ada, bob, eve] = [await aUser(), await aUser(), await aUser()];
    const bot = await aBot(ada, { handlerCode: answering('return "only you"') });
    const channel = await aChannel(ada, [bob, eve]);
    const { token } = await aToken(ada);
    const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token}&bot_unique_name=${bot.uniqueName}`;
    expect((await viaWeb(url, json(withButton()))).status).toBe(204);
    expect((await press(bob, channel.feedId, 1)).json).toEqual({ kind: 'posted', elsewhere: null });
    expect(await textsSeenBy(bob, channel.feedId)).toEqual(['Order 7?', 'only you']);
    expect(await textsSeenBy(eve, channel.feedId)).toEqual(['Order 7?']);
    expect(
      await select('SELECT 1 FROM feed_member WHERE feed_id = $1 AND user_id = $2', bot.feedId, bob.id),
    ).toEqual([]);
  });

  it('can carry buttons of its own, which are answered in their turn', async () => {
    const more = JSON.stringify(withButton());
    const { bob, feedId, seq } = await aBotThat(
      `return request.message.text === 'Order 7?' && !request.user.done ? { ...${more}, text: 'Sure?' } : 'Done'`,
    );
    await press(bob, feedId, seq);
    await press(bob, feedId, seq + 1);
    expect(await textsSeenBy(bob, feedId)).toEqual(['Order 7?', 'Sure?', 'Done']);
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

describe('a handler that fails', () => {
  it.each([
    ['throws', 'throw new Error("no stock")', 'no stock'],
    ['never ends', 'for (;;);', 'longer than 1 s'],
    ['returns what is no message', 'return { text: "x", nonsense: { a: 1 }, buttons: 7 }', 'buttons'],
  ])('because it %s: 422, and its owner is told why', async (_, body, why) => {
    const { ada, bob, feedId, seq } = await aBotThat(body);
    const { status, json: problem } = await press(bob, feedId, seq);
    expect({ status, code: problem.code }).toEqual({ status: 422, code: 'handler_failed' });
    expect(problem.title).not.toContain(why);
    const told = (await textsSeenBy(ada, feedId)).at(-1);
    expect(told).toContain(why);
    expect(told).toContain(bob.name);
    expect(await textsSeenBy(bob, feedId)).toEqual(['Order 7?']);
    // The owner who presses is told at once, and not again by message.
    expect((await press(ada, feedId, seq)).json.title).toContain(why);
    await press(bob, feedId, seq);
    expect((await textsSeenBy(ada, feedId)).filter((text) => text?.includes(why))).toHaveLength(1);
  });
});

describe('limits', () => {
  it('one press of a button at a time for each person; another person is not held up', async () => {
    const { ada, bob, feedId, seq } = await aBotThat(
      'const until = 3e7; let n = 0; while (n < until) n++; return "slow"',
    );
    const pressed = await Promise.all([
      press(bob, feedId, seq),
      press(bob, feedId, seq),
      press(bob, feedId, seq),
      press(ada, feedId, seq),
    ]);
    const statuses = pressed.map(({ status }) => status);
    expect(statuses.slice(0, 3).filter((status) => status === 409)).toHaveLength(2);
    expect(statuses[3]).not.toBe(409);
  });

  it('thirty presses a minute for each person, counted exactly however they come', async () => {
    const { bob, feedId, seq } = await aBotThat('return', {
      ...withButton(),
      buttons: Array(5).fill(APPROVE),
    });
    const pressed = await Promise.all(
      Array.from({ length: 40 }, (_, n) => press(bob, feedId, seq, `buttons.${n % 5}`)),
    );
    const limited = pressed.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(10);
    expect(limited[0]!.json.retryAfterS).toBeGreaterThan(0);
  });
});

describe('an extension', () => {
  const speaking = (name: string) => answering(`return ${JSON.stringify(name)} + ' ' + request.environment`);

  it('answers with the code of the environment that posted, also in a channel', async () => {
    const [ada, bob] = [await aUser(), await aUser()];
    const extension = await anExtension(ada, speaking('x'));
    await publish(ada, extension.number, {
      code: speaking('published'),
      draft: speaking('draft'),
      installers: [ada, bob],
    });
    const channel = await aChannel(ada, [bob]);
    const { token } = await aToken(ada);
    const call = ({ appId, appKey }: { appId: string; appKey: string }, body: object) =>
      viaWeb(
        `/api/v2/applications/${appId}/incoming?appkey=${encodeURIComponent(appKey)}&zapikey=${token}`,
        json(body),
      );
    const calls = [
      await call(extension.marketplace, withButton()),
      await call(extension.sandbox, withButton()),
      await call(extension.marketplace, { ...withButton(), userids: ada.id }),
      await call(extension.marketplace, { ...withButton(), channel: channel.uniqueName }),
      await call(extension.sandbox, { ...withButton(), channel: channel.uniqueName }),
    ];
    expect(calls.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const answerTo = async (feedId: number, seq: number) => {
      await press(ada, feedId, seq);
      return (await textsSeenBy(ada, feedId)).at(-1);
    };
    expect(await answerTo(extension.feedId, 1)).toBe('published marketplace');
    expect(await answerTo(extension.feedId, 2)).toBe('draft sandbox');
    expect(await answerTo(extension.feedId, 3)).toBe('published marketplace');
    expect(await answerTo(channel.feedId, 1)).toBe('published marketplace');
    expect(await answerTo(channel.feedId, 2)).toBe('draft sandbox');
    const { messages } = await readFeed(ada, channel.feedId);
    expect(messages.at(-1)!.sender.name).not.toBe(ada.name);
  });
});
