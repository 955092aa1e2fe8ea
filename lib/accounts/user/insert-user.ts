import 'server-only';
import { decimalId } from '@/lib/db/ids';
import { isUniqueViolation, type Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';

/**
 * The channel and the bot that everybody has from the first day, while they are the organisation's: once deleted, somebody may give
 * the name to their own.
 */
export const GENERAL_CHANNEL = 'general';
export const HERALD_BOT = 'herald';

export type UserRow = {
  email: string;
  name: string;
  role: 'ADMINISTRATOR' | 'MEMBER';
  passwordHash?: string;
  /** Whether somebody vouches that the address is this person's. */
  emailProven: boolean;
  oidcIssuer?: string;
  oidcSubject?: string;
};

/**
 * Adds a person as a member of #general and subscriber of Herald, inside another verb's transaction.
 * @throws {AppError} `conflict` when the e-mail address has an account already.
 */
export async function insertUser(tx: Transaction, row: UserRow): Promise<{ id: string }> {
  const user = await tx.user
    .create({ data: { id: decimalId(), ...row }, select: { id: true } })
    .catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      throw new AppError('conflict', 'This e-mail address has an account already. Sign in instead.', {
        field: 'email',
      });
    });
  await tx.$executeRaw`
    insert into feed_member (feed_id, user_id, last_read_seq)
    select feed.id, ${user.id}, feed.last_seq from feed
    where feed.id in (
      select feed_id from channel where unique_name = ${GENERAL_CHANNEL} and access = 'ORGANIZATION'
      union all select feed_id from bot where unique_name = ${HERALD_BOT} and access = 'ORGANIZATION')
    on conflict do nothing`;
  return user;
}
