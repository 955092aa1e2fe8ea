import 'server-only';
import { firstFree, uniqueNameFrom } from '@/lib/channels/rows/unique-name';
import { takeLock } from '@/lib/db/advisory-locks';
import { decimalId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import type { NewBot } from './schema';

/**
 * Adds a bot with its feed and its creator as the first subscriber, inside another verb's transaction; `createBot` is
 * the verb. The unique name is derived from the name and permanent.
 */
export async function insertBot(tx: Transaction, creatorId: string, input: NewBot) {
  await takeLock(tx, 'botNaming');
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
