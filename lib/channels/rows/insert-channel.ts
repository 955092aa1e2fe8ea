import 'server-only';
import { decimalId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import type { NewChannel } from '../schema';
import { freeUniqueName } from './free-unique-name';

/**
 * Adds a channel with its feed and its creator as the first member, inside another verb's transaction;
 * `createChannel` is the verb. The unique name is derived from the name and permanent.
 */
export async function insertChannel(tx: Transaction, creatorId: string, input: NewChannel) {
  const uniqueName = await freeUniqueName(tx, 'channel', input.name);
  const { id: feedId } = await tx.feed.create({
    data: { kind: 'CHANNEL', members: { create: { userId: creatorId } } },
    select: { id: true },
  });
  return tx.channel.create({
    data: { id: decimalId(), feedId, uniqueName, createdById: creatorId, ...input },
    select: { id: true, feedId: true, uniqueName: true },
  });
}
