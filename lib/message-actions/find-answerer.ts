import 'server-only';
import { db } from '@/lib/db/prisma';
import { readAppId } from '@/lib/extensions/app-ids';
import type { FeedRow } from '@/lib/feeds/feed-rows';
import type { HandlerInput } from '@/lib/handlers/handler-types';
import { boundOf } from '@/lib/storage/partitions';

/** The bot or extension whose message it is, and the code it answers with. */
export type Answerer = {
  name: string;
  /** Its own feed, and the page of it. */
  feedId: number;
  href: string;
  /** Null for an extension. */
  botId: string | null;
  /** Whose code it is; they are told when it fails. */
  ownerId: string;
  /** A personal bot: only its owner may be in its feed. */
  isPersonal: boolean;
  /** Null: there is no handler. */
  code: string | null;
  environment: HandlerInput['environment'];
};

/** Null for a message that neither a bot nor an extension has sent. */
export async function findAnswerer(row: FeedRow): Promise<Answerer | null> {
  return row.botId ? findBot(row.botId) : findExtension(row);
}

async function findBot(id: string): Promise<Answerer | null> {
  const bot = await db().bot.findUnique({
    where: { id },
    select: {
      name: true,
      uniqueName: true,
      feedId: true,
      access: true,
      createdById: true,
      handlerCode: true,
    },
  });
  if (!bot) return null;
  return {
    name: bot.name,
    feedId: bot.feedId,
    href: `/bots/${bot.uniqueName}`,
    botId: id,
    ownerId: bot.createdById,
    isPersonal: bot.access === 'PERSONAL',
    code: bot.handlerCode,
    environment: null,
  };
}

const select = {
  number: true,
  name: true,
  feedId: true,
  ownerId: true,
  sandboxCode: true,
  publishedVersion: true,
} as const;

async function findExtension(row: FeedRow): Promise<Answerer | null> {
  const origin = await originOf(row);
  const extension = await db().extension.findFirst({
    where: origin ? { number: BigInt(origin.number) } : { feedId: row.feedId },
    select,
  });
  if (!extension) return null;
  const { number, name, feedId, ownerId, publishedVersion } = extension;
  // An answer to a press has no call of its own; what is for the developer alone then counts as the sandbox's.
  const sandbox = origin?.sandbox ?? row.recipientId === ownerId;
  const published =
    publishedVersion !== null && !sandbox
      ? await db().extensionVersion.findUnique({
          where: { extensionNumber_version: { extensionNumber: number, version: publishedVersion } },
          select: { code: true },
        })
      : null;
  return {
    name,
    feedId,
    href: `/bots-and-tools/extensions/${number}`,
    botId: null,
    ownerId,
    isPersonal: false,
    code: sandbox ? extension.sandboxCode : (published?.code ?? null),
    environment: sandbox ? 'sandbox' : 'marketplace',
  };
}

/** A call is recorded at most this long before or after its message, by clocks that may differ. */
const APART_MS = 60_000;

/** The extension whose endpoint was called when the message came; null for other calls, and when no call is on record. */
async function originOf(row: FeedRow): Promise<{ number: string; sandbox: boolean } | null> {
  const at = row.sentAt.getTime();
  const [call] = await db().$queryRaw<{ endpoint: string; target: string }[]>`
    select i.endpoint, i.target
      from message m join invocation i on i.token_id = m.token_id
     where m.feed_id = ${row.feedId} and m.seq = ${row.seq}
       and i.id between ${boundOf('invocation', at - APART_MS)}::uuid and ${boundOf('invocation', at + APART_MS)}::uuid
       and i.feed_id = m.feed_id and i.message_seq <= m.seq
     order by i.message_seq desc limit 1`;
  return call?.endpoint === 'application_incoming' ? readAppId(call.target) : null;
}
