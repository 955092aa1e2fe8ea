import { expect } from 'vitest';
import { addMember } from '@/lib/channels/add-member';
import { archiveChannel } from '@/lib/channels/archive-channel';
import { deleteChannel } from '@/lib/channels/delete-channel';
import { json, organizationId } from '@/test/support/webhooks/world';
import type { Case } from '../run/case';
import { accepted, refused, type World } from '../run/world';

const hello = json({ text: 'hello' });
const plainOf = ({ token }: World) => ({ init: hello, by: token, key: token.token });

/** Every address of a channel. */
const addresses: [name: string, path: (world: World) => string | Promise<string>][] = [
  ['its name', ({ channel }) => `channelsbyname/${channel.uniqueName}/message`],
  ['its id', ({ channel }) => `channels/${channel.id}/message`],
  ['the id of its chat', ({ channel }) => `chats/CT_${channel.feedId}/message`],
  [
    'its name below the organisation',
    async ({ channel }) => `company/${await organizationId()}/channelsbyname/${channel.uniqueName}/message`,
  ],
  [
    'its name below a network',
    ({ channel }) => `network/partners/channelsbyname/${channel.uniqueName}/message`,
  ],
];

const ARCHIVED = 'This channel is archived; have it unarchived, or post to another.';
const NOT_A_MEMBER = expect.stringContaining('not a member');

export const channels: readonly Case[] = [
  ...addresses.map(
    ([name, path]): Case => ({
      name: `a message to a channel by ${name} is 204 and one message for everybody in it`,
      arrange: async (world) => ({
        ...plainOf(world),
        path: world.at(await path(world)),
        ...accepted(world.channel.feedId),
      }),
    }),
  ),
  ...addresses.map(
    ([name, path]): Case => ({
      name: `a channel that is archived takes nothing by ${name}`,
      alters: true,
      async arrange(world) {
        await archiveChannel(world.owner, world.channel.uniqueName, true);
        return {
          ...plainOf(world),
          path: world.at(await path(world)),
          ...refused(403, 'access_denied', ARCHIVED, { message: ARCHIVED }),
        };
      },
    }),
  ),
  ...addresses.map(
    ([name, path]): Case => ({
      name: `a channel of others takes nothing by ${name}`,
      async arrange(world) {
        const stranger = await world.tokenOf(await world.person('stranger'));
        return {
          init: hello,
          by: stranger,
          key: stranger.token,
          path: world.at(await path(world), stranger),
          ...refused(403, 'access_denied', NOT_A_MEMBER, { message: NOT_A_MEMBER }),
        };
      },
    }),
  ),
  {
    name: 'a channel that was revived takes messages again',
    async arrange(world) {
      await archiveChannel(world.owner, world.channel.uniqueName, true);
      await archiveChannel(world.owner, world.channel.uniqueName, false);
      return { ...world.message(), ...accepted(world.channel.feedId) };
    },
  },
  ...(['name', 'id', 'chat'] as const).map(
    (by): Case => ({
      name: `a channel that was deleted is answered by its ${by} as one that never was`,
      async arrange(world) {
        const { id, feedId, uniqueName, name } = await world.channelOf(world.owner);
        await deleteChannel(world.owner, uniqueName, name);
        world.feeds.delete(feedId);
        const path = {
          name: `channelsbyname/${uniqueName}`,
          id: `channels/${id}`,
          chat: `chats/CT_${feedId}`,
        }[by];
        return {
          ...plainOf(world),
          path: world.at(`${path}/message`),
          ...refused(404, by === 'chat' ? 'chat_not_found' : 'channel_not_exists'),
        };
      },
    }),
  ),
  {
    name: 'a call below another organisation is refused',
    arrange: (world) => ({
      ...plainOf(world),
      path: world.at(`company/999/channelsbyname/${world.channel.uniqueName}/message`),
      ...refused(403, 'access_denied', expect.stringContaining('organization id')),
    }),
  },
];

export const channelMessages: readonly Case[] = [
  {
    name: 'a message with sync_message is answered with an id of time and number',
    arrange: (world) => ({
      ...world.message({ text: 'hello', sync_message: true }),
      answer: { status: 200, json: { message_id: expect.stringMatching(/^\d{13}_\d+$/) } },
      kept: { messages: [{ in: world.channel.feedId, content: { text: 'hello' } }] },
    }),
  },
  {
    name: 'broadcast and an empty bot_unique_name mean nothing in a channel',
    arrange: (world) => ({
      ...world.message({ text: 'hello', broadcast: 'True' }, { query: '&bot_unique_name=' }),
      ...accepted(world.channel.feedId),
    }),
  },
  {
    name: 'a message under another name and picture is its owner’s',
    arrange: (world) => ({
      ...world.message({ text: 'hello', bot: { name: 'Ada', image: 'https://a.test/a.png' } }),
      ...accepted(world.channel.feedId, { bot: { name: 'Ada' } }),
    }),
  },
  {
    name: 'a message with a card, slides and buttons is kept as it was sent',
    arrange: (world) => {
      const content = {
        text: 'hello',
        card: { title: 'Deploy', theme: 'poll' },
        slides: [{ type: 'table', data: { headers: ['a'], rows: [{ a: '1' }] } }],
        buttons: [{ label: 'Open', action: { type: 'open.url', data: { web: 'https://a.test' } } }],
      };
      return { ...world.message(content), ...accepted(world.channel.feedId, content) };
    },
  },
  ...addresses.slice(0, 3).map(
    ([name, path]): Case => ({
      name: `a bot whose maker is in the channel is the sender, by ${name}, and no id is given`,
      alters: true,
      async arrange(world) {
        const maker = await world.person('maker');
        await addMember(world.owner, world.channel.uniqueName, maker.id);
        const bot = await world.botOf(maker);
        const init = json({ text: 'hello', sync_message: true });
        return {
          ...plainOf(world),
          init,
          path: world.at(`${await path(world)}?bot_unique_name=${bot.uniqueName}`),
          answer: { status: 204 },
          kept: { messages: [{ in: world.channel.feedId, bot: bot.id }] },
        };
      },
    }),
  ),
  ...addresses.slice(0, 3).map(
    ([name, path]): Case => ({
      name: `a bot whose maker is not in the channel is no sender, by ${name}`,
      async arrange(world) {
        const bot = await world.botOf(await world.person('maker'));
        return {
          ...plainOf(world),
          path: world.at(`${await path(world)}?bot_unique_name=${bot.uniqueName}`),
          ...refused(403, 'access_denied', expect.stringContaining('not a participant')),
        };
      },
    }),
  ),
  {
    name: 'somebody else’s personal bot is no sender, also where they are in the channel',
    async arrange(world) {
      const bot = await world.botOf(world.reader, { access: 'PERSONAL' });
      return {
        ...world.message({ text: 'x' }, { query: `&bot_unique_name=${bot.uniqueName}` }),
        ...refused(403, 'access_denied', expect.stringContaining('not a participant')),
      };
    },
  },
  {
    name: 'a bot that is not there is no sender',
    arrange: (world) => ({
      ...world.message({ text: 'x' }, { query: '&bot_unique_name=nobody' }),
      ...refused(404, 'bot_not_found', expect.stringContaining('bot_unique_name')),
    }),
  },
  {
    name: 'a channel that is not there is named as missing before the bot',
    arrange: (world) => ({
      ...plainOf(world),
      path: world.at('channelsbyname/nowhere/message?bot_unique_name=nobody'),
      ...refused(404, 'channel_not_exists'),
    }),
  },
  {
    name: 'a key that a message does not know is named, and its body kept for the owner',
    arrange: (world) => ({
      ...world.message({ text: 'x', attachments: [] }),
      ...refused(400, 'extra_key_found', expect.stringContaining('attachments'), { field: 'attachments' }),
    }),
  },
  {
    name: 'a text over its limit is named with the limit',
    arrange: (world) => ({
      ...world.message({ text: 'x'.repeat(5_001) }),
      ...refused(400, 'invalid_inputs', expect.stringContaining('5,000'), { field: 'text', limit: 5_000 }),
    }),
  },
  {
    name: 'a body that is no JSON is refused',
    arrange: (world) => ({
      ...world.message('{"text":'),
      ...refused(400, 'invalid_inputs', expect.any(String)),
    }),
  },
  {
    name: 'a body that nothing can read is refused',
    arrange: (world) => ({
      ...world.message(),
      init: { method: 'POST', body: 'x', headers: { 'content-type': 'image/png' } },
      ...refused(415, 'unsupported_media_type', expect.any(String)),
    }),
  },
  {
    name: 'NUL and long numbers in a body are kept or refused, never lost',
    arrange: (world) => ({
      ...world.message('{"text":"a\\u0000b"}'),
      ...accepted(world.channel.feedId, { text: 'a\0b' }),
    }),
  },
];
