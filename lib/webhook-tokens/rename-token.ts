import 'server-only';
import { eventSql } from '@/lib/audit/record-event';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import type { TokenRow } from './dto';
import { tokenRowSelect, toTokenRow } from './token/row';

/**
 * Renames a token. Two tokens may have the same name.
 * @throws {AppError} `not_found`.
 */
export async function renameToken(user: SteppedUpUser, tokenId: string, name: string): Promise<TokenRow> {
  const where = { id: tokenId, userId: user.id };
  for (;;) {
    const before = await db().webhookToken.findUnique({ where, select: { name: true } });
    if (!before) throw notFound('token');
    const detail = { from: before.name, to: name };
    const renamed = await actAtOnce(
      user,
      Prisma.sql`renamed as (
        update webhook_token set name = ${name}
        where id = ${tokenId}::uuid and user_id = ${user.id} and name = ${before.name} and name <> ${name} and ${PERMITTED}
        returning id
      ),
      done as (${eventSql(user, 'webhook_token.rename', tokenId, detail, Prisma.sql`renamed`)})`,
    );
    // The second of two simultaneous renames begins again, since the audit trail has both the old and the new name.
    if (renamed.length > 0 || before.name === name) break;
  }
  const row = await db().webhookToken.findUnique({ where, select: tokenRowSelect });
  if (!row) throw notFound('token');
  return toTokenRow(row);
}
