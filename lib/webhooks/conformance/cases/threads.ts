import { form } from '@/test/support/webhooks/files';
import { json } from '@/test/support/webhooks/world';
import type { Case } from '../run/case';
import { accepted, type World } from '../run/world';

export const to = (world: World, path: string, body: unknown = { text: 'hello' }, token = world.token) => ({
  path: world.at(`${path}/message`, token),
  init: json(body),
  by: token,
  key: token.token,
});

/** A channel with a message and, on request, a thread below it. */
export async function withRoot(world: World, isThreaded = false) {
  const channel = await world.channelOf(world.owner, [world.reader]);
  const path = `channelsbyname/${channel.uniqueName}`;
  const root = await world.post({ text: 'root' }, world.at(`${path}/message`));
  if (isThreaded) await world.post({ text: 'reply', thread_message_id: root }, world.at(`${path}/message`));
  const thread = isThreaded ? await world.threadIn(channel.feedId) : 0;
  if (isThreaded) world.feed(thread, 'thread');
  const chat = `CT_${channel.feedId}-T-${thread}`;
  return { channel, path, root, thread, chat };
}

export const threads: readonly Case[] = [
  ...['_', ' ', '%20', '%2520'].map(
    (between): Case => ({
      name: `thread_message_id with ${JSON.stringify(between)} in it begins a thread below that message`,
      async arrange(world) {
        const { channel, path, root } = await withRoot(world);
        const thread_message_id = root.replace('_', between);
        return {
          ...to(world, path, { text: 'hello', thread_message_id, thread_title: 'Deploy' }),
          answer: { status: 204 },
          kept: { threads: 1, messages: [{ in: () => world.threadIn(channel.feedId) }] },
        };
      },
    }),
  ),
  {
    name: 'a title with what the database cannot keep is kept without it',
    async arrange(world) {
      const { channel, path, root } = await withRoot(world);
      return {
        ...to(world, path, { text: 'hello', thread_message_id: root, thread_title: 'a\0b' }),
        answer: { status: 204 },
        kept: { threads: 1, messages: [{ in: () => world.threadIn(channel.feedId) }] },
      };
    },
  },
  {
    name: 'a reply joins the thread that there is',
    async arrange(world) {
      const { path, root, thread } = await withRoot(world, true);
      return { ...to(world, path, { text: 'hello', thread_message_id: root }), ...accepted(thread) };
    },
  },
  {
    name: 'first replies at once make one thread',
    async arrange(world) {
      const { channel, path, root } = await withRoot(world);
      const where = { in: () => world.threadIn(channel.feedId) };
      return {
        ...to(world, path, { text: 'hello', thread_message_id: root }),
        copies: 3,
        answer: { status: 204 },
        kept: { threads: 1, messages: Array(3).fill(where), accepted: 3 },
      };
    },
  },
  {
    name: 'thread_chat_id leads to the thread',
    async arrange(world) {
      const { path, chat, thread } = await withRoot(world, true);
      return { ...to(world, path, { text: 'hello', thread_chat_id: chat }), ...accepted(thread) };
    },
  },
  {
    name: 'the chat URL of a thread leads to it',
    async arrange(world) {
      const { chat, thread } = await withRoot(world, true);
      return { ...to(world, `chats/${chat}`), ...accepted(thread) };
    },
  },
  {
    name: 'post_in_parent stores the reply in both as one call',
    async arrange(world) {
      const { channel, path, root, thread } = await withRoot(world, true);
      return {
        ...to(world, path, { text: 'hello', thread_message_id: root, post_in_parent: 'True' }),
        answer: { status: 204 },
        kept: { messages: [{ in: thread }, { in: channel.feedId }] },
      };
    },
  },
  {
    name: 'post_in_parent at the chat URL of a thread stores the reply in both',
    async arrange(world) {
      const { channel, thread, chat } = await withRoot(world, true);
      return {
        ...to(world, `chats/${chat}`, { text: 'hello', post_in_parent: true }),
        answer: { status: 204 },
        kept: { messages: [{ in: thread }, { in: channel.feedId }] },
      };
    },
  },
  {
    name: 'a message with a file joins the thread that it names',
    async arrange(world) {
      const { path, root, thread } = await withRoot(world, true);
      const fields: [string, string][] = [
        ['text', 'hello'],
        ['thread_message_id', root],
      ];
      return {
        ...to(world, path),
        init: form([{ name: 'a.log', bytes: 'a' }], fields),
        answer: { status: 204 },
        kept: {
          files: 1,
          messages: [{ in: thread, content: { text: 'hello', files: [{ name: 'a.log' }] } }],
        },
      };
    },
  },
  {
    name: 'a bot whose maker is in the conversation is the sender in a thread',
    async arrange(world) {
      const { path, root, thread } = await withRoot(world, true);
      const bot = await world.botOf(world.reader);
      return {
        ...to(world, path, { text: 'hello', thread_message_id: root }),
        path: world.at(`${path}/message?bot_unique_name=${bot.uniqueName}`),
        answer: { status: 204 },
        kept: { messages: [{ in: thread, bot: bot.id }] },
      };
    },
  },
  {
    name: 'reply_to quotes a message of the same conversation',
    async arrange(world) {
      const { channel, path, root } = await withRoot(world);
      return { ...to(world, path, { text: 'hello', reply_to: root }), ...accepted(channel.feedId) };
    },
  },
  {
    name: 'reply_to quotes a reply of the thread that thread_message_id leads to',
    async arrange(world) {
      const { path, root, thread } = await withRoot(world, true);
      const reply_to = await world.post(
        { text: 'quoted', thread_message_id: root },
        world.at(`${path}/message`),
      );
      return {
        ...to(world, path, { text: 'hello', thread_message_id: root, reply_to }),
        ...accepted(thread),
      };
    },
  },
];
