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
 * Enables or disables a token. The UPDATE takes the row's lock, which every accepting statement takes, too: once this
 * has returned, no call is accepted that was not answered before.
 * @throws {AppError} `not_found`.
 */
export async function setTokenStatus(
  user: SteppedUpUser,
  tokenId: string,
  enabled: boolean,
): Promise<TokenRow> {
  await actAtOnce(
    user,
    Prisma.sql`changed as (
      update webhook_token set enabled = ${enabled}
      where id = ${tokenId}::uuid and user_id = ${user.id} and enabled <> ${enabled} and ${PERMITTED}
      returning id
    ),
    done as (${eventSql(user, `webhook_token.${enabled ? 'enable' : 'disable'}`, tokenId, {}, Prisma.sql`changed`)})`,
  );
  const where = { id: tokenId, userId: user.id };
  const row = await db().webhookToken.findUnique({ where, select: tokenRowSelect });
  if (!row) throw notFound('token');
  return toTokenRow(row);
}
