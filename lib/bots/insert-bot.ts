import 'server-only';
import { freeUniqueName } from '@/lib/channels/rows/free-unique-name';
import { decimalId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import type { NewBot } from './schema';

/**
 * Adds a bot with its feed and its creator as the first subscriber, inside another verb's transaction; `createBot` is
 * the verb. The unique name is derived from the name and permanent.
 */
export async function insertBot(tx: Transaction, creatorId: string, input: NewBot) {
  const uniqueName = await freeUniqueName(tx, 'bot', input.name);
  const { id: feedId } = await tx.feed.create({
    data: { kind: 'BOT', members: { create: { userId: creatorId } } },
    select: { id: true },
  });
  return tx.bot.create({
    data: { id: decimalId(), feedId, uniqueName, createdById: creatorId, ...input },
    select: { id: true, feedId: true, uniqueName: true },
  });
}
