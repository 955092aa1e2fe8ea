import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { openToken } from './token/box';

/**
 * The whole token, for Copy or a trial call; every reveal is audited.
 * @throws {AppError} `not_found`.
 */
export async function revealToken(
  user: SteppedUpUser,
  tokenId: string,
  deed: 'reveal' | 'test' = 'reveal',
): Promise<string> {
  return actAs(user, async (tx) => {
    const row = await tx.webhookToken.findUnique({
      where: { id: tokenId, userId: user.id },
      select: { id: true, userId: true, ciphertext: true, keyVersion: true },
    });
    if (!row) throw notFound('token');
    await recordEvent(tx, user, `webhook_token.${deed}`, tokenId);
    return openToken(row);
  });
}
