import 'server-only';
import { db } from '@/lib/db/prisma';
import { readAppId } from '@/lib/extensions/app-key/ids';
import type { FeedRow } from '@/lib/feeds/rows/feed-row';
import type { HandlerInput } from '@/lib/handlers/types';
import { boundOf } from '@/lib/storage/partitions';

/** The bot or extension that sent a message, and the code that answers its buttons. */
export type Answerer = {
  name: string;
  /** Its own feed, and the feed's page. */
  feedId: number;
  href: string;
  /** Null for an extension. */
  botId: string | null;
  /** The owner of the code, who is told when it fails. */
  ownerId: string;
  /** The unique name; null for an extension. */
  botName: string | null;
  /** Null without a handler. */
  code: string | null;
  environment: HandlerInput['environment'];
};

/** Null for a message that neither a bot nor an extension has sent. */
export async function findAnswerer(row: FeedRow): Promise<Answerer | null> {
  return (await findAnswerers([row]))(row);
}

/** Like `findAnswerer` for several messages of one feed, in a few queries. */
export async function findAnswerers(rows: readonly FeedRow[]): Promise<(row: FeedRow) => Answerer | null> {
  const botOf = await findBots(rows.flatMap(({ botId }) => botId ?? []));
  const extensionOf = await findExtensions(rows.filter(({ botId }) => botId === null));
  return (row) => (row.botId === null ? extensionOf(row) : botOf(row.botId));
}

/** Why pressing a button of the message has no effect, as the end of a sentence; null when somebody answers. */
export function whyUnanswered(row: FeedRow, answerer: Answerer | null): string | null {
  if (!answerer) {
    return row.botId === null
      ? 'only bots and extensions answer buttons, and a person sent this message'
      : 'the bot that sent it was deleted';
  }
  const { name, code } = answerer;
  if (code === null) return `${name} has no handler`;
  // Only running the code shows whether it is a function; code without the word has none.
  return code.includes('onButton') ? null : missesOnButton(name);
}

export const missesOnButton = (name: string) => `the handler of ${name} has no function onButton`;

async function findBots(ids: string[]): Promise<(id: string) => Answerer | null> {
  if (ids.length === 0) return () => null;
  const bots = await db().bot.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      name: true,
      uniqueName: true,
      feedId: true,
      createdById: true,
      handlerCode: true,
    },
  });
  return (id) => {
    const bot = bots.find((one) => one.id === id);
    if (!bot) return null;
    return {
      name: bot.name,
      feedId: bot.feedId,
      href: `/bots/${bot.uniqueName}`,
      botId: id,
      ownerId: bot.createdById,
      botName: bot.uniqueName,
      code: bot.handlerCode,
      environment: null,
    };
  };
}

async function findExtensions(rows: readonly FeedRow[]): Promise<(row: FeedRow) => Answerer | null> {
  const [first] = rows;
  if (!first) return () => null;
  const originOf = await findOrigins(first.feedId, rows);
  const numbers = rows.flatMap((row) => originOf(row)?.number ?? []).map(BigInt);
  const extensions = await db().extension.findMany({
    where: { OR: [{ number: { in: numbers } }, { feedId: first.feedId }] },
    select: {
      number: true,
      name: true,
      feedId: true,
      ownerId: true,
      sandboxCode: true,
      publishedVersion: true,
    },
  });
  const versions = await db().extensionVersion.findMany({
    where: {
      OR: extensions.flatMap(({ number, publishedVersion }) =>
        publishedVersion === null ? [] : { extensionNumber: number, version: publishedVersion },
      ),
    },
    select: { extensionNumber: true, code: true },
  });
  return (row) => {
    const origin = originOf(row);
    const extension = extensions.find(({ number, feedId }) =>
      origin ? String(number) === origin.number : feedId === row.feedId,
    );
    if (!extension) return null;
    const { number, name, feedId, ownerId, sandboxCode } = extension;
    // An answer to a press has no call of its own; an answer for the developer alone counts as the sandbox's.
    const sandbox = origin?.isSandbox ?? row.recipientId === ownerId;
    const published = versions.find(({ extensionNumber }) => extensionNumber === number);
    return {
      name,
      feedId,
      href: `/bots-and-tools/extensions/${number}`,
      botId: null,
      ownerId,
      botName: null,
      code: sandbox ? sandboxCode : (published?.code ?? null),
      environment: sandbox ? 'sandbox' : 'marketplace',
    };
  };
}

/** A call is recorded at most this long before or after its message; their clocks may differ. */
const APART_MS = 60_000;

type Origin = ReturnType<typeof readAppId>;

/**
 * The extension whose endpoint was called when a message came; null for other calls and for calls that are not on
 * record.
 */
async function findOrigins(
  feedId: number,
  rows: readonly FeedRow[],
): Promise<(row: FeedRow) => Origin | null> {
  const bound = (row: FeedRow, apartMs: number) => boundOf('invocation', row.sentAt.getTime() + apartMs);
  const calls = await db().$queryRaw<{ seq: bigint; target: string }[]>`
    select m.seq, i.target
      from unnest(${rows.map(({ seq }) => seq)}::bigint[], ${rows.map((row) => bound(row, -APART_MS))}::uuid[],
        ${rows.map((row) => bound(row, APART_MS))}::uuid[]) as q(seq, earliest, latest)
      join message m on m.feed_id = ${feedId} and m.seq = q.seq
      join lateral (
        select i.endpoint, i.target from invocation i
         where i.token_id = m.token_id and i.id between q.earliest and q.latest
           and i.feed_id = m.feed_id and i.message_seq <= m.seq
         order by i.message_seq desc limit 1) i on i.endpoint = 'application_incoming'`;
  const targets = new Map(calls.map(({ seq, target }) => [seq, target]));
  return ({ seq }) => {
    const target = targets.get(seq);
    return target === undefined ? null : readAppId(target);
  };
}
