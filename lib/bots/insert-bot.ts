import 'server-only';
import { firstFree, uniqueNameFrom } from '@/lib/channels/unique-name';
import { decimalId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import type { NewBot } from './schema';

/** Any number; taken while a bot's name is chosen, so that two creations never choose the same. */
const NAMING_LOCK = 7_201_003;

/**
 * Adds a bot with its feed and its creator as the first subscriber. The unique name comes from the name and is
 * permanent. For use inside another verb's transaction; `createBot` is the verb.
 */
export async function insertBot(tx: Transaction, creatorId: string, input: NewBot) {
  await tx.$executeRaw`select pg_advisory_xact_lock(${NAMING_LOCK}::bigint)`;
  const base = uniqueNameFrom(input.name, 'bot');
  const similar = await tx.bot.findMany({
    where: { uniqueName: { startsWith: base } },
    select: { uniqueName: true },
  });
  const uniqueName = firstFree(base, new Set(similar.map((bot) => bot.uniqueName)));
  const { id: feedId } = await tx.feed.create({
    data: { kind: 'BOT', members: { create: { userId: creatorId } } },
    select: { id: true },
  });
  return tx.bot.create({
    data: { id: decimalId(), feedId, uniqueName, createdById: creatorId, ...input },
    select: { id: true, feedId: true, uniqueName: true },
  });
}
