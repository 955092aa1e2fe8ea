import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';

/**
 * Deletes a token for good: calls with it are refused from now on, and its place is free. Its calls stay on record.
 * @throws {AppError} `not_found`.
 */
export async function deleteToken(user: SteppedUpUser, tokenId: string): Promise<void> {
  const where = { id: tokenId, userId: user.id };
  await actAs(user, async (tx) => {
    const token = await tx.webhookToken.findUnique({ where, select: { name: true, publicId: true } });
    const deleted = await tx.webhookToken.deleteMany({ where });
    if (!token || deleted.count === 0) throw notFound('token');
    await recordEvent(tx, user, 'webhook_token.delete', tokenId, token);
  });
}
