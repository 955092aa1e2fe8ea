import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { Transaction } from '@/lib/db/prisma';
import { requireOwnExtension } from './require-own-extension';

/**
 * The user's own extension, locked until the transaction ends, so that changes of its keys and versions happen one
 * after the other.
 * @throws {AppError} `not_found`.
 */
export async function lockOwnExtension(tx: Transaction, user: SignedInUser, number: bigint) {
  await tx.$queryRaw`select number from extension where number = ${number} for no key update`;
  return requireOwnExtension(user, number, tx);
}
