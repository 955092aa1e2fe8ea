import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import type { TokenRow } from './dto';
import { tokenRowSelect, toTokenRow } from './token/row';

/**
 * Gives a token another name. Two tokens may have the same one.
 * @throws {AppError} `not_found`.
 */
export async function renameToken(user: SteppedUpUser, tokenId: string, name: string): Promise<TokenRow> {
  const where = { id: tokenId, userId: user.id };
  return actAs(user, async (tx) => {
    const before = await tx.webhookToken.findUnique({ where, select: { name: true } });
    if (!before) throw notFound('token');
    const row = await tx.webhookToken.update({ where, data: { name }, select: tokenRowSelect });
    if (before.name !== name)
      await recordEvent(tx, user, 'webhook_token.rename', tokenId, { from: before.name, to: name });
    return toTokenRow(row);
  });
}
