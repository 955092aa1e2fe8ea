import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db, type Transaction } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';

/** @throws {AppError} `not_found` unless the extension is the user's own. */
export async function requireOwnExtension(
  user: SignedInUser,
  number: bigint,
  tx: Pick<Transaction, 'extension'> = db(),
) {
  const extension = await tx.extension.findFirst({
    where: { number, ownerId: user.id },
    select: {
      number: true,
      feedId: true,
      name: true,
      description: true,
      sandboxCode: true,
      publishedVersion: true,
      keyVersion: true,
    },
  });
  if (!extension) throw notFound('extension');
  return extension;
}
