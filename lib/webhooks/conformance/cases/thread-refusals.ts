import { expect } from 'vitest';
import { archiveChannel } from '@/lib/channels/archive-channel';
import { select } from '@/test/support/webhooks/world';
import type { Case } from '../run/case';
import { refused } from '../run/world';
import { to, withRoot } from './threads';

export const threadRefusals: readonly Case[] = [
  ...(
    [
      ['thread_message_id', '1599387839188_229293271789', 'invalid_inputs'],
      ['thread_message_id', 'x', 'invalid_inputs'],
      ['reply_to', '1599387839188_229293271789', 'invalid_inputs'],
      ['thread_chat_id', 'CT_2147483647', 'thread_chatid_invalid'],
      ['thread_chat_id', 'thread', 'thread_chatid_invalid'],
    ] as const
  ).map(
    ([field, value, code]): Case => ({
      name: `${field} ${value} is refused by its name`,
      arrange: (world) => ({
        ...world.message({ text: 'x', [field]: value }),
        ...refused(400, code, expect.any(String), { field }),
      }),
    }),
  ),
  ...(['thread_message_id', 'reply_to', 'thread_chat_id'] as const).map(
    (field): Case => ({
      name: `${field} of another conversation is refused by its name, and stores nothing in either`,
      async arrange(world) {
        const { root, chat } = await withRoot(world, true);
        const isChat = field === 'thread_chat_id';
        return {
          ...world.message({ text: 'x', [field]: isChat ? chat : root }),
          ...refused(400, isChat ? 'thread_chatid_invalid' : 'invalid_inputs', expect.any(String), { field }),
        };
      },
    }),
  ),
  {
    name: 'a message that one person alone sees has no thread',
    async arrange(world) {
      const { channel, path, root } = await withRoot(world);
      await select('UPDATE message SET recipient_id = $1 WHERE feed_id = $2', world.owner.id, channel.feedId);
      const field = 'thread_message_id';
      return {
        ...to(world, path, { text: 'x', [field]: root }),
        ...refused(400, 'invalid_inputs', expect.any(String), { field }),
      };
    },
  },
  {
    name: 'somebody who is no member hears so, whatever thread they name, and begins none',
    async arrange(world) {
      const { path, root } = await withRoot(world);
      const stranger = await world.tokenOf(await world.person('stranger'));
      return {
        ...to(world, path, { text: 'x', thread_message_id: root }, stranger),
        ...refused(403, 'access_denied', expect.stringContaining('not a member')),
      };
    },
  },
  ...(['thread_message_id', 'post_in_parent', 'chat'] as const).map(
    (by): Case => ({
      name: `a thread of an archived channel takes nothing (${by})`,
      async arrange(world) {
        const { channel, path, root, chat } = await withRoot(world, true);
        await archiveChannel(world.owner, channel.uniqueName, true);
        const body = { text: 'x', thread_message_id: root, post_in_parent: by === 'post_in_parent' };
        return {
          ...(by === 'chat' ? to(world, `chats/${chat}`) : to(world, path, body)),
          ...refused(403, 'access_denied', expect.stringContaining('archived')),
        };
      },
    }),
  ),
  {
    name: 'a bot that is not there as the sender begins no thread',
    async arrange(world) {
      const { path, root } = await withRoot(world);
      return {
        ...to(world, path, { text: 'x', thread_message_id: root }),
        path: world.at(`${path}/message?bot_unique_name=nobody`),
        ...refused(404, 'bot_not_found', expect.stringContaining('bot_unique_name')),
      };
    },
  },
  {
    name: 'a bot whose maker is not in the conversation begins no thread',
    async arrange(world) {
      const { path, root } = await withRoot(world);
      const bot = await world.botOf(await world.person('maker'));
      return {
        ...to(world, path, { text: 'x', thread_message_id: root }),
        path: world.at(`${path}/message?bot_unique_name=${bot.uniqueName}`),
        ...refused(403, 'access_denied', expect.stringContaining('not a participant')),
      };
    },
  },
  {
    name: 'a reply to a message of another conversation begins no thread',
    async arrange(world) {
      const [{ path, root }, elsewhere] = [await withRoot(world), await withRoot(world)];
      return {
        ...to(world, path, { text: 'x', thread_message_id: root, reply_to: elsewhere.root }),
        ...refused(400, 'invalid_inputs', expect.any(String), { field: 'reply_to' }),
      };
    },
  },
];
