import 'server-only';
import type { Transaction } from '@/lib/db/prisma';
import { newAppKey } from '../app-key/key';
import type { NewExtension } from '../schema';

/**
 * Adds an extension with its feed, its owner as the first installation, and both app keys, inside another verb's
 * transaction; `createExtension` is the verb.
 */
export async function insertExtension(tx: Transaction, ownerId: string, input: NewExtension) {
  // The keys contain the number, so it is drawn before the row exists.
  const [drawn] = await tx.$queryRaw<{ number: bigint }[]>`
    select nextval(pg_get_serial_sequence('extension', 'number')) as number`;
  const number = BigInt(drawn!.number);
  const sandbox = newAppKey(number, 'sandbox');
  const marketplace = newAppKey(number, 'marketplace');
  const { id: feedId } = await tx.feed.create({
    data: { kind: 'EXTENSION', members: { create: { userId: ownerId } } },
    select: { id: true },
  });
  return tx.extension.create({
    data: {
      number,
      feedId,
      ownerId,
      ...input,
      sandboxKeyHash: sandbox.hash,
      sandboxKeyCiphertext: sandbox.ciphertext,
      marketplaceKeyHash: marketplace.hash,
      marketplaceKeyCiphertext: marketplace.ciphertext,
      keyVersion: sandbox.keyVersion,
    },
    select: { number: true, feedId: true },
  });
}
