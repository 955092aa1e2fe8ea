import 'server-only';
import { decimalId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import type { NewChannel } from './schema';
import { firstFree, uniqueNameFrom } from './unique-name';

/** Any number; taken while a channel's name is chosen, so that two creations never choose the same. */
const NAMING_LOCK = 7_201_001;

/**
 * Adds a channel with its feed and its creator as the first member. The unique name comes from the name and is
 * permanent. For use inside another verb's transaction; `createChannel` is the verb.
 */
export async function insertChannel(tx: Transaction, creatorId: string, input: NewChannel) {
  await tx.$executeRaw`select pg_advisory_xact_lock(${NAMING_LOCK}::bigint)`;
  const base = uniqueNameFrom(input.name);
  const similar = await tx.channel.findMany({
    where: { uniqueName: { startsWith: base } },
    select: { uniqueName: true },
  });
  const uniqueName = firstFree(base, new Set(similar.map((channel) => channel.uniqueName)));
  const { id: feedId } = await tx.feed.create({
    data: { kind: 'CHANNEL', members: { create: { userId: creatorId } } },
    select: { id: true },
  });
  return tx.channel.create({
    data: { id: decimalId(), feedId, uniqueName, createdById: creatorId, ...input },
    select: { id: true, feedId: true, uniqueName: true },
  });
}
