import 'server-only';
import { eventSql } from '@/lib/audit/record-event';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';

/**
 * Deletes a token for good: calls with it are refused from now on, and its slot is free. Its calls stay in the
 * history.
 * @throws {AppError} `not_found`.
 */
export async function deleteToken(user: SteppedUpUser, tokenId: string): Promise<void> {
  const where = { id: tokenId, userId: user.id };
  for (;;) {
    const token = await db().webhookToken.findUnique({ where, select: { name: true, publicId: true } });
    if (!token) throw notFound('token');
    const deleted = await actAtOnce(
      user,
      Prisma.sql`deleted as (
        delete from webhook_token
        where id = ${tokenId}::uuid and user_id = ${user.id} and name = ${token.name} and ${PERMITTED}
        returning id
      ),
      done as (${eventSql(user, 'webhook_token.delete', tokenId, token, Prisma.sql`deleted`)})`,
    );
    // When it was renamed or deleted meanwhile, it is looked up again.
    if (deleted.length > 0) return;
  }
}
