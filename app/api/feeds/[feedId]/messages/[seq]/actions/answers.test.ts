import { afterAll, describe, expect, it } from 'vitest';
import { readFeed } from '@/lib/feeds/read-feed';
import { handlerPool } from '@/lib/handlers/pool/handler-pool';
import { APPROVE, aBotThat, answering, press, textsSeenBy, withButton } from '@/test/support/buttons';
import { inHaste } from '@/test/support/handlers/run-code';
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
} from '@/test/support/webhooks/world';

afterAll(() => handlerPool().close());

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

describe('an answer where the message stands, in a conversation', () => {
  const leave = (feedId: number, { id }: { id: string }) =>
    select('DELETE FROM feed_member WHERE feed_id = $1 AND user_id = $2', feedId, id);

  /** A bot’s message in a channel and in a thread of it, brought by a token of somebody else than the bot’s maker. */
  async function aConversation() {
    const [maker, sender, presser] = [await aUser(), await aUser(), await aUser()];
    const bot = await aBot(maker, { handlerCode: answering('return "answer"') });
    const channel = await aChannel(presser, [maker, sender]);
    const { token } = await aToken(sender);
    const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token}`;
    const root = await viaWeb(url, json({ text: 'root', sync_message: true }));
    const { message_id } = (await root.json()) as { message_id: string };
    for (const place of [{}, { thread_message_id: message_id }]) {
      await viaWeb(`${url}&bot_unique_name=${bot.uniqueName}`, json({ ...withButton(), ...place }));
    }
    const [thread] = await select<{ feed_id: number }>(
      'SELECT feed_id FROM thread WHERE parent_feed_id = $1',
      channel.feedId,
    );
    const [inChannel, inThread] = [channel.feedId, thread!.feed_id];
    const statuses = async () => [
      (await press(presser, inChannel, 2)).status,
      (await press(presser, inThread, 1)).status,
    ];
    const answers = async () =>
      [...(await messagesOf(inChannel)), ...(await messagesOf(inThread))].filter(
        ({ bot_id, recipient_id }) => bot_id === bot.id && recipient_id === presser.id,
      ).length;
    return { maker, sender, channel, statuses, answers };
  }

  it('is posted while a call could post there', async () => {
    const { statuses, answers } = await aConversation();
    expect(await statuses()).toEqual([200, 200]);
    expect(await answers()).toBe(2);
  });

  it('is refused once whoever brought the message has left', async () => {
    const { sender, channel, statuses, answers } = await aConversation();
    await leave(channel.feedId, sender);
    expect(await statuses()).toEqual([422, 422]);
    expect(await answers()).toBe(0);
  });

  it('is refused in a thread once the bot’s maker has left; in the channel its handler may go on', async () => {
    const { maker, channel, statuses, answers } = await aConversation();
    await leave(channel.feedId, maker);
    expect(await statuses()).toEqual([200, 422]);
    expect(await answers()).toBe(1);
  });
});

describe('a handler that fails', () => {
  it.each([
    ['throws', 'throw new Error("no stock")', 'no stock'],
    ['never ends', 'for (;;);', 'longer than 0.1 s'],
    ['returns what is no message', 'return { text: "x", nonsense: { a: 1 }, buttons: 7 }', 'buttons'],
  ])('because it %s: 422, and its owner is told why', async (_, body, why) => {
    const { ada, bob, feedId, seq } = await aBotThat(body);
    const pressBy = (user: typeof ada) =>
      why.includes('longer') ? inHaste(() => press(user, feedId, seq)) : press(user, feedId, seq);
    const { status, json: problem } = await pressBy(bob);
    expect({ status, code: problem.code }).toEqual({ status: 422, code: 'handler_failed' });
    expect(problem.title).not.toContain(why);
    const told = (await textsSeenBy(ada, feedId)).at(-1);
    expect(told).toContain(why);
    expect(told).toContain(bob.name);
    expect(await textsSeenBy(bob, feedId)).toEqual(['Order 7?']);
    // The owner who presses is told at once, and not again by message.
    expect((await pressBy(ada)).json.title).toContain(why);
    await pressBy(bob);
    expect((await textsSeenBy(ada, feedId)).filter((text) => text?.includes(why))).toHaveLength(1);
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
