import { expect } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { wireChatId } from '@/lib/webhooks/endpoints/wire-ids';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createOrganization } from '@/prisma/factories/create-organization';
import { createToken } from '@/prisma/factories/create-token';
import { createUser, type TestUser } from '@/prisma/factories/create-user';
import type { Place, Replay } from './replay';

/** The handler that the authors of the crash reporter have in their extension. */
const CRASH_HANDLER = `function handler({ body }) {
  return { text: '*' + body.exceptionType + '*: ' + body.exceptionMessage, bot: { name: 'Crashes' } };
}`;

export type OwnPlace = Place & {
  owner: TestUser;
  /** The page of a feed. */
  pages: Record<Exclude<Replay['to'], 'direct'>, string>;
  /** The JSON text of every message in a feed, oldest first. */
  messagesIn(feed: Replay['to']): Promise<string[]>;
};

const NO_EXTENSION = { feedId: 0, number: '', marketplace: { appId: '', appKey: '' } };

/** Somebody with a token, a channel, a bot without a handler and, when asked for, a published extension. */
export async function createPlace({ withExtension = false } = {}): Promise<OwnPlace> {
  const owner = await createUser({ name: 'Grace Hopper' });
  const colleague = await createUser();
  const { id: orgId } = await createOrganization();
  const { token } = await createToken(owner);
  const channel = await createChannel(owner);
  const bot = await createBot(owner, { subscribers: [owner] });
  const extension = withExtension ? await createPublished(owner) : NO_EXTENSION;
  const feedIds = { channel: channel.feedId, bot: bot.feedId, application: extension.feedId };
  return {
    owner,
    token,
    orgId,
    channel: channel.uniqueName,
    channelId: channel.id,
    chatId: wireChatId(channel.feedId),
    colleague: colleague.email,
    bot: bot.uniqueName,
    app: extension.marketplace,
    pages: {
      channel: `/channels/${channel.uniqueName}`,
      bot: `/bots/${bot.uniqueName}`,
      application: `/bots-and-tools/extensions/${extension.number}`,
    },
    async messagesIn(feed) {
      const rows = await db().message.findMany({
        // The first message of two people makes their chat.
        where: {
          senderId: owner.id,
          feedId: feed === 'direct' ? { notIn: Object.values(feedIds) } : feedIds[feed],
        },
        orderBy: { seq: 'asc' },
        select: { content: true },
      });
      return rows.map(({ content }) => content);
    },
  };
}

/** Publishing tries the code in a thread. On a busy machine its start may take longer than a call may wait, so this is repeated. */
async function createPublished(owner: TestUser) {
  const made: Awaited<ReturnType<typeof createExtension>>[] = [];
  await expect(async () => {
    made.push(await createExtension(owner, { code: CRASH_HANDLER, published: true }));
  }).toPass();
  return made[0]!;
}
