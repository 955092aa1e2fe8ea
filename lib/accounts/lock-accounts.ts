import 'server-only';
import type { Administrator } from '@/lib/auth/principals';
import type { Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';

/**
 * Holds the rows of an administrator and of whom they change until the transaction ends, in the order of their ids, so that
 * two who change each other do not wait for one another for ever.
 * @throws {AppError} `administrator_required` for somebody who was one when the request came and is not any more.
 */
export async function lockAccounts(
  tx: Transaction,
  administrator: Administrator,
  userId: string,
): Promise<void> {
  const ids = [administrator.id, userId];
  await tx.$queryRaw`select id from "user" where id = any(${ids}) order by id for update`;
  const still = await tx.user.count({
    where: { id: administrator.id, role: 'ADMINISTRATOR', deactivatedAt: null },
  });
  if (still === 0) {
    throw new AppError('administrator_required', 'Only an administrator can do this.');
  }
}
