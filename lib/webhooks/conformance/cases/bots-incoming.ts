import { expect } from 'vitest';
import { archiveChannel } from '@/lib/channels/archive-channel';
import { json } from '@/test/support/webhooks/world';
import type { Case } from '../run/case';
import { refused, type World } from '../run/world';

const handler = (value: string) => `function handler({ body }) { return ${value}; }`;

/** A bot of the world's owner with a subscriber, called at its incoming URL. */
async function incoming(world: World, handlerCode?: string) {
  const subscriber = await world.person('subscriber');
  const bot = await world.botOf(world.owner, handlerCode ? { handlerCode } : {}, [subscriber]);
  const everybody = [world.owner.id, subscriber.id].sort();
  const call = (body: unknown = { text: 'hello' }, query = '') => ({
    path: world.at(`bots/${bot.uniqueName}/incoming${query}`),
    init: json(body),
    by: world.token,
    key: world.token.token,
  });
  return { subscriber, bot, everybody, call, feed: bot.feedId };
}

const who = (user_ids: readonly string[], more: object = {}) => ({
  status: 200,
  json: { user_ids, ...more },
});

export const botsIncoming: readonly Case[] = [
  ...['POST', 'PUT', 'DELETE'].map(
    (method): Case => ({
      name: `${method} to a bot’s incoming posts to every subscriber and names them`,
      async arrange(world) {
        const { bot, everybody, call, feed } = await incoming(world);
        const { init, ...rest } = call();
        return {
          ...rest,
          init: { ...init, method },
          answer: who(everybody),
          kept: { messages: [{ in: feed, bot: bot.id, content: { text: 'hello' } }] },
        };
      },
    }),
  ),
  {
    name: 'GET without anything asks whether the URL is there, and posts nothing',
    async arrange(world) {
      const { call } = await incoming(world);
      return { ...call(), init: { method: 'GET' }, answer: who([]), kept: {} };
    },
  },
  {
    name: 'HEAD asks the same, and is answered without a body',
    async arrange(world) {
      const { call } = await incoming(world);
      return { ...call(), init: { method: 'HEAD' }, answer: { status: 200 }, kept: {} };
    },
  },
  {
    name: 'user_ids narrow who gets it to those who subscribe',
    async arrange(world) {
      const { bot, call, subscriber, feed } = await incoming(world);
      return {
        ...call({ text: 'hello' }, `?user_ids=${subscriber.id},${world.reader.id}`),
        answer: who([subscriber.id]),
        kept: { messages: [{ in: feed, to: subscriber.id, bot: bot.id }] },
      };
    },
  },
  {
    name: 'somebody else’s personal bot takes nothing at its incoming',
    async arrange(world) {
      const bot = await world.botOf(world.reader, { access: 'PERSONAL' });
      const { call } = await incoming(world);
      return {
        ...call(),
        path: world.at(`bots/${bot.uniqueName}/incoming`),
        ...refused(403, 'access_denied', expect.stringContaining('open only to the person')),
      };
    },
  },
  {
    name: 'a bot that is not there takes nothing at its incoming',
    async arrange(world) {
      const { call } = await incoming(world);
      return { ...call(), path: world.at('bots/nobody/incoming'), ...refused(404, 'bot_not_found') };
    },
  },
];

export const botHandlers: readonly Case[] = [
  {
    name: 'a handler’s message is posted, and its further keys are in the answer',
    async arrange(world) {
      const { bot, call, everybody, feed } = await incoming(
        world,
        handler("{ text: body.text + '!', challenge_key: 'abc' }"),
      );
      return {
        ...call(),
        answer: who(everybody, { challenge_key: 'abc' }),
        kept: { messages: [{ in: feed, bot: bot.id, content: { text: 'hello!' } }] },
      };
    },
  },
  {
    name: 'a handler that returns nothing posts nothing, and the call is accepted',
    async arrange(world) {
      const { call } = await incoming(world, 'function handler() {}');
      return { ...call(), answer: who([]), kept: {} };
    },
  },
  {
    name: 'a handler chooses who gets its message',
    async arrange(world) {
      const { bot, call, subscriber, feed } = await incoming(world, handler('body'));
      return {
        ...call({ text: 'hello', userids: [subscriber.email] }),
        answer: who([subscriber.id]),
        kept: { messages: [{ in: feed, to: subscriber.id, bot: bot.id }] },
      };
    },
  },
  {
    name: 'a handler chooses a channel, and everybody in it is named',
    async arrange(world) {
      const { bot, call } = await incoming(world, handler('body'));
      return {
        ...call({ text: 'hello', channel: world.channel.uniqueName }),
        answer: who([world.owner.id, world.reader.id].sort()),
        kept: { messages: [{ in: world.channel.feedId, bot: bot.id, content: { text: 'hello' } }] },
      };
    },
  },
  {
    name: 'a handler’s own answer is given with its status',
    async arrange(world) {
      const { bot, call, feed } = await incoming(
        world,
        handler("{ text: 'hello', respond: { status: 202, body: { ok: true } } }"),
      );
      return {
        ...call(),
        answer: { status: 202, json: { ok: true } },
        kept: { messages: [{ in: feed, bot: bot.id }] },
      };
    },
  },
  ...(
    [
      ['that is thrown', "(() => { throw new Error('no such build') })()", /no such build/],
      ['of a list', '[1]', /./],
      ['over a limit', "{ text: 'x'.repeat(5001) }", /5,000/],
      ['for nobody', "{ text: 'x', userids: 'nobody' }", /receiver who does not exist/],
      ['for a channel that is not there', "{ text: 'x', channel: 'nowhere' }", /channel that does not exist/],
    ] as const
  ).map(
    ([what, value, reason]): Case => ({
      name: `a handler’s result ${what} is 422, and its owner reads why`,
      async arrange(world) {
        const { call } = await incoming(world, handler(value));
        return { ...call(), ...refused(422, 'handler_failed', expect.stringMatching(reason)) };
      },
    }),
  ),
  {
    name: 'a handler’s message for a channel of others is 422',
    async arrange(world) {
      const theirs = await world.channelOf(world.reader);
      const { call } = await incoming(world, handler('body'));
      return {
        ...call({ text: 'x', channel: theirs.uniqueName }),
        ...refused(422, 'handler_failed', expect.stringContaining('not a member')),
      };
    },
  },
  {
    name: 'a handler’s message for an archived channel is 422',
    async arrange(world) {
      const over = await world.channelOf(world.owner);
      await archiveChannel(world.owner, over.uniqueName, true);
      const { call } = await incoming(world, handler('body'));
      return {
        ...call({ text: 'x', channel: over.uniqueName }),
        ...refused(422, 'handler_failed', expect.stringContaining('archived')),
      };
    },
  },
  {
    name: 'a personal bot’s handler that chooses somebody else is 422, and its owner reads why',
    async arrange(world) {
      const handlerCode = handler(`{ text: 'x', userids: '${world.reader.id}' }`);
      const bot = await world.botOf(world.owner, { access: 'PERSONAL', handlerCode });
      const { call } = await incoming(world);
      return {
        ...call(),
        path: world.at(`bots/${bot.uniqueName}/incoming`),
        ...refused(422, 'handler_failed', expect.stringContaining('somebody else than the maker')),
      };
    },
  },
  {
    name: 'no handler runs for a key that is switched off',
    async arrange(world) {
      const { bot } = await incoming(world, handler("(() => { throw new Error('ran') })()"));
      const off = await world.tokenOf(await world.person('colleague'), { enabled: false });
      return {
        path: world.at(`bots/${bot.uniqueName}/incoming`, off),
        init: json({}),
        by: off,
        key: off.token,
        companions: 401,
        ...refused(401, 'authtoken_invalid', 'The token was disabled.'),
      };
    },
  },
];
