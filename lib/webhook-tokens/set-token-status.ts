import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import type { TokenRow } from './dto';
import { tokenRowSelect, toTokenRow } from './token/row';

/**
 * Enables or disables a token. The UPDATE takes the row's lock, which every accepting statement holds too:
 * once this has returned, no call is accepted that was not already answered.
 * @throws {AppError} `not_found`.
 */
export async function setTokenStatus(
  user: SteppedUpUser,
  tokenId: string,
  enabled: boolean,
): Promise<TokenRow> {
  const where = { id: tokenId, userId: user.id };
  return actAs(user, async (tx) => {
    const changed = await tx.webhookToken.updateMany({
      where: { ...where, enabled: !enabled },
      data: { enabled },
    });
    if (changed.count > 0)
      await recordEvent(tx, user, `webhook_token.${enabled ? 'enable' : 'disable'}`, tokenId);
    const row = await tx.webhookToken.findUnique({ where, select: tokenRowSelect });
    if (!row) throw notFound('token');
    return toTokenRow(row);
  });
}
