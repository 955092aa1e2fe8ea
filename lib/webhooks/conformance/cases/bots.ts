import { expect } from 'vitest';
import { json, select } from '@/test/support/webhooks/world';
import type { Case } from '../run/case';
import { refused, type World } from '../run/world';

type Input = Parameters<World['botOf']>[1];

/** A stranger's bot with a subscriber; the world's owner calls. */
async function made(world: World, input: NonNullable<Input> = {}) {
  const [maker, subscriber] = [await world.person('maker'), await world.person('subscriber')];
  const bot = await world.botOf(maker, input, input.access === 'PERSONAL' ? [] : [subscriber]);
  const call = (body: unknown, token = world.token) => ({
    path: world.at(`bots/${bot.uniqueName}/message`, token),
    init: json(body),
    by: token,
    key: token.token,
  });
  return { maker, subscriber, bot, call, feed: bot.feedId };
}

const sent = { status: 204 };

export const bots: readonly Case[] = [
  {
    name: 'a message through a bot goes to the token’s owner',
    async arrange(world) {
      const { bot, call, feed } = await made(world);
      return {
        ...call({ text: 'hello' }),
        answer: sent,
        kept: { messages: [{ in: feed, to: world.owner.id, bot: bot.id, content: { text: 'hello' } }] },
      };
    },
  },
  {
    name: 'a message to the id of a bot’s chat is one through the bot',
    async arrange(world) {
      const { bot, call, feed } = await made(world);
      return {
        ...call({ text: 'hello' }),
        path: world.at(`chats/CT_${feed}-B${bot.id}/message`),
        answer: sent,
        kept: { messages: [{ in: feed, to: world.owner.id, bot: bot.id }] },
      };
    },
  },
  {
    name: 'sync_message to the id of a bot’s chat is answered as in any chat',
    async arrange(world) {
      const { bot, call, feed } = await made(world);
      return {
        ...call({ text: 'hello', sync_message: true }),
        path: world.at(`chats/CT_${feed}-B${bot.id}/message`),
        answer: { status: 200, json: { message_id: expect.stringMatching(/^\d{13}_\d+$/) } },
        kept: { messages: [{ in: feed, to: world.owner.id, bot: bot.id }] },
      };
    },
  },
  {
    name: 'userids are ids and e-mail addresses, and each person gets one message',
    async arrange(world) {
      const { bot, maker, subscriber, feed } = await made(world);
      const token = await world.tokenOf(maker);
      const userids = `${subscriber.id}, ${maker.email.toUpperCase()},${maker.id},`;
      return {
        path: world.at(`bots/${bot.uniqueName}/message`, token),
        init: json({ text: 'hello', userids }),
        by: token,
        key: token.token,
        answer: sent,
        kept: { messages: [subscriber, maker].map(({ id }) => ({ in: feed, to: id, bot: bot.id })) },
      };
    },
  },
  ...[true, 'true', 'True'].map(
    (broadcast): Case => ({
      name: `broadcast ${JSON.stringify(broadcast)} of the bot’s maker is one message for all`,
      async arrange(world) {
        const { bot, maker, call, feed } = await made(world);
        return {
          ...call({ text: 'hello', broadcast }, await world.tokenOf(maker)),
          answer: sent,
          kept: { messages: [{ in: feed, bot: bot.id }] },
        };
      },
    }),
  ),
  {
    name: 'an administrator broadcasts through any bot',
    async arrange(world) {
      const { bot, call, feed } = await made(world);
      const token = await world.tokenOf(await world.person('administrator', 'ADMINISTRATOR'));
      return {
        ...call({ text: 'hello', broadcast: true }, token),
        answer: sent,
        kept: { messages: [{ in: feed, bot: bot.id }] },
      };
    },
  },
  {
    name: 'sync_message through a bot names everybody who got it, their chat and their message',
    async arrange(world) {
      const { bot, maker, subscriber, call, feed } = await made(world);
      const people = [maker.id, subscriber.id];
      const detail = {
        chat_id: `CT_${feed}-B${bot.id}`,
        message_id: expect.stringMatching(/^\d{13}%20\d+$/),
      };
      const details = Object.fromEntries(people.map((id) => [id, detail]));
      const to = people.map((id) => ({ in: feed, to: id, bot: bot.id }));
      const token = await world.tokenOf(maker);
      return {
        ...call({ text: 'hello', userids: people.join(), sync_message: true }, token),
        answer: { status: 200, json: { user_ids: expect.arrayContaining(people), message_details: details } },
        kept: { messages: to },
      };
    },
  },
  {
    name: 'sync_message with broadcast names every subscriber',
    async arrange(world) {
      const { bot, maker, subscriber, call, feed } = await made(world);
      return {
        ...call({ text: 'hello', broadcast: true, sync_message: true }, await world.tokenOf(maker)),
        answer: { status: 200, json: { user_ids: expect.arrayContaining([subscriber.id]) } },
        kept: { messages: [{ in: feed, bot: bot.id }] },
      };
    },
  },
];

export const botRights: readonly Case[] = [
  {
    name: 'a broadcast of anybody else is refused by the code of bots',
    async arrange(world) {
      const { call } = await made(world);
      const reason = expect.stringContaining('broadcast');
      return {
        ...call({ text: 'x', broadcast: true }),
        ...refused(403, 'bot_message_forbidden', reason),
        kept: { outcome: 'access_denied', reason },
      };
    },
  },
  {
    name: 'somebody who does not subscribe hears only from the bot’s keepers',
    async arrange(world) {
      const { call, subscriber } = await made(world);
      const userids = `${subscriber.id},${world.reader.id}`;
      const reason = expect.stringContaining('does not subscribe');
      return {
        ...call({ text: 'x', userids }),
        answer: { status: 403, code: 'bot_unauthorized_message_access' },
        kept: { outcome: 'access_denied', reason },
      };
    },
  },
  {
    name: 'the bot’s maker writes to who does not subscribe',
    async arrange(world) {
      const { bot, maker, call, feed } = await made(world);
      return {
        ...call({ text: 'hello', userids: world.reader.email }, await world.tokenOf(maker)),
        answer: sent,
        kept: { messages: [{ in: feed, to: world.reader.id, bot: bot.id }] },
      };
    },
  },
  {
    name: 'a personal bot is closed to everybody but its maker',
    async arrange(world) {
      const { call } = await made(world, { access: 'PERSONAL' });
      return {
        ...call({ text: 'x' }),
        answer: { status: 403, code: 'bot_unauthorized_message_access' },
        kept: { outcome: 'access_denied', reason: expect.stringContaining('open only to the person') },
      };
    },
  },
  {
    name: 'a personal bot reaches nobody but its maker, who is told whom not to name',
    async arrange(world) {
      const { call, maker } = await made(world, { access: 'PERSONAL' });
      return {
        ...call({ text: 'x', userids: world.owner.id }, await world.tokenOf(maker)),
        answer: {
          status: 403,
          code: 'bot_unauthorized_message_access',
          json: { message: expect.stringContaining('name nobody else in userids') },
        },
        kept: { outcome: 'access_denied', reason: expect.stringContaining('name nobody else in userids') },
      };
    },
  },
  {
    name: 'a personal bot writes to its maker',
    async arrange(world) {
      const { call, maker, bot, feed } = await made(world, { access: 'PERSONAL' });
      return {
        ...call({ text: 'hello' }, await world.tokenOf(maker)),
        answer: sent,
        kept: { messages: [{ in: feed, to: maker.id, bot: bot.id }] },
      };
    },
  },
  ...['nobody@example.com', 'somebody deactivated'].map(
    (whom): Case => ({
      name: `a list of receivers with ${whom} on it is refused, and nobody gets anything`,
      async arrange(world) {
        const { call, maker, subscriber } = await made(world);
        const isNobody = whom.includes('@');
        if (!isNobody) await select('UPDATE "user" SET deactivated_at = now() WHERE id = $1', subscriber.id);
        const userids = `${maker.id},${isNobody ? whom : subscriber.id}`;
        return { ...call({ text: 'x', userids }), ...refused(404, 'user_not_found') };
      },
    }),
  ),
  {
    name: 'a bot that is not there is named as missing, whatever is wrong with the body',
    arrange: (world) => ({
      path: world.at('bots/nobody/message'),
      init: json('{'),
      by: world.token,
      key: world.token.token,
      ...refused(404, 'bot_not_found'),
    }),
  },
  {
    name: 'a thread is refused by the name of its field, as bots have none',
    async arrange(world) {
      const { call } = await made(world);
      return {
        ...call({ text: 'x', thread_message_id: '1599387839188_229293271789' }),
        ...refused(400, 'invalid_inputs', expect.any(String), { field: 'thread_message_id' }),
      };
    },
  },
];
