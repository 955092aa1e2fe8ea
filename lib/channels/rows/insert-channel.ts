import 'server-only';
import { takeLock } from '@/lib/db/advisory-locks';
import { decimalId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import type { NewChannel } from '../schema';
import { firstFree, uniqueNameFrom } from './unique-name';

/**
 * Adds a channel with its feed and its creator as the first member, inside another verb's transaction;
 * `createChannel` is the verb. The unique name is derived from the name and permanent.
 */
export async function insertChannel(tx: Transaction, creatorId: string, input: NewChannel) {
  await takeLock(tx, 'channelNaming');
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
