import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { archiveChannel } from '@/lib/channels/archive-channel';
import { form } from '@/test/support/webhooks/files';
import type { KeptMessage } from '../run/arranged';
import type { Case } from '../run/case';
import { refused, type World } from '../run/world';

const one = () => form([{ name: 'build.log', bytes: 'line one\n' }]);
const CONTENT = { files: [{ name: 'build.log', size: 9, type: 'text/plain' }] };

const to = (world: World, path: string, init = one()) => ({
  path: world.at(`${path}/files`),
  init,
  by: world.token,
  key: world.token.token,
});

const taken = (message: KeptMessage) => ({
  answer: { status: 204 },
  kept: { files: 1, messages: [{ content: CONTENT, ...message }] },
});

export const files: readonly Case[] = [
  ...(
    [
      ['a channel by its name', ({ channel }) => `channelsbyname/${channel.uniqueName}`],
      ['a channel by its id', ({ channel }) => `channels/${channel.id}`],
      ['a channel by its chat', ({ channel }) => `chats/CT_${channel.feedId}`],
    ] as [string, (world: World) => string][]
  ).flatMap(([name, path]): Case[] => [
    {
      name: `a file for ${name} becomes a message with it`,
      arrange: (world) => ({ ...to(world, path(world)), ...taken({ in: world.channel.feedId }) }),
    },
    {
      name: `a file for ${name} that is archived is refused, and nothing of it is left`,
      alters: true,
      async arrange(world) {
        await archiveChannel(world.owner, world.channel.uniqueName, true);
        return {
          ...to(world, path(world)),
          ...refused(403, 'access_denied', expect.stringContaining('archived')),
        };
      },
    },
  ]),
  {
    name: 'a file for somebody goes into the direct chat',
    async arrange(world) {
      const other = await world.person('colleague');
      const { answer, kept } = taken({ in: () => world.directChat(world.owner, other) });
      return { ...to(world, `buddies/${other.email}`), answer, kept: { ...kept, directChats: 1 } };
    },
  },
  {
    name: 'a file through a bot goes to the token’s owner',
    async arrange(world) {
      const bot = await world.botOf(world.owner);
      return {
        ...to(world, `bots/${bot.uniqueName}`),
        ...taken({ in: bot.feedId, to: world.owner.id, bot: bot.id }),
      };
    },
  },
  {
    name: 'several files with comments are one message',
    arrange: (world) => {
      const two = [
        { name: 'a', bytes: 'a' },
        { name: 'b', bytes: 'b' },
      ];
      const comments: [string, string][] = [['comments', '["first","second"]']];
      return {
        ...to(world, `channelsbyname/${world.channel.uniqueName}`, form(two, comments)),
        answer: { status: 204 },
        kept: {
          files: 2,
          messages: [
            { in: world.channel.feedId, content: { files: [{ comment: 'first' }, { comment: 'second' }] } },
          ],
        },
      };
    },
  },
  {
    name: 'files sent again with their key are stored once',
    async arrange(world) {
      const headers = { 'idempotency-key': randomUUID() };
      const path = `channelsbyname/${world.channel.uniqueName}`;
      const first = to(world, path, { ...one(), headers });
      await world.send(first.path, first.init);
      return {
        ...to(world, path, { ...one(), headers }),
        answer: { status: 204 },
        kept: { outcome: 'replayed', reason: expect.stringContaining('The same idempotency key') },
      };
    },
  },
  {
    name: 'a file with a key that is switched off is refused, and nothing of it is left',
    async arrange(world) {
      const colleague = await world.person('colleague');
      const off = await world.tokenOf(colleague, { enabled: false });
      return {
        path: world.at(`channelsbyname/${world.channel.uniqueName}/files`, off),
        init: one(),
        by: off,
        key: off.token,
        companions: 401,
        ...refused(401, 'authtoken_invalid', 'The token was disabled.'),
      };
    },
  },
  {
    name: 'a file for a channel that is not there is refused',
    arrange: (world) => ({ ...to(world, 'channelsbyname/nowhere'), ...refused(404, 'channel_not_exists') }),
  },
  {
    name: 'two texts beside a file are refused, so that neither is lost',
    arrange: (world) => ({
      ...to(
        world,
        `channelsbyname/${world.channel.uniqueName}`,
        form(
          [{ name: 'a', bytes: 'a' }],
          [
            ['text', 'one'],
            ['text', 'two'],
          ],
        ),
      ),
      ...refused(400, 'invalid_inputs', expect.any(String), { field: 'text' }),
    }),
  },
  {
    name: 'a form without files is refused',
    arrange: (world) => ({
      ...to(world, `channelsbyname/${world.channel.uniqueName}`, form([])),
      ...refused(400, 'invalid_inputs', expect.any(String)),
    }),
  },
  {
    name: 'a file with an idempotency key that is too long is refused, and stands in the history',
    arrange: (world) => ({
      ...to(world, `channelsbyname/${world.channel.uniqueName}`, {
        ...one(),
        headers: { 'idempotency-key': 'k'.repeat(256) },
      }),
      ...refused(400, 'invalid_inputs', expect.any(String), { field: 'idempotency-key', limit: 255 }),
    }),
  },
  {
    name: 'a file by a bot that is not there is refused',
    arrange: (world) => ({
      ...to(world, `channelsbyname/${world.channel.uniqueName}`),
      path: world.at(`channelsbyname/${world.channel.uniqueName}/files?bot_unique_name=nobody`),
      ...refused(404, 'bot_not_found', expect.stringContaining('bot_unique_name')),
    }),
  },
];
