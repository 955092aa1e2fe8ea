import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { openAppKey } from './app-key/key';
import type { ExtensionEnvironment } from './dto';

/**
 * An app key in full, for its owner to see or copy, or for a trial call; every reveal is audited.
 * @throws {AppError} `not_found`.
 */
export async function revealAppKey(
  user: SignedInUser,
  number: bigint,
  environment: ExtensionEnvironment,
  action: 'reveal_key' | 'test' = 'reveal_key',
): Promise<{ appKey: string }> {
  return actAs(user, async (tx) => {
    const row = await tx.extension.findFirst({
      where: { number, ownerId: user.id },
      select: { sandboxKeyCiphertext: true, marketplaceKeyCiphertext: true, keyVersion: true },
    });
    if (!row) throw notFound('extension');
    await recordEvent(tx, user, `extension.${action}`, String(number), { environment });
    const ciphertext = environment === 'sandbox' ? row.sandboxKeyCiphertext : row.marketplaceKeyCiphertext;
    return { appKey: openAppKey(number, environment, ciphertext, row.keyVersion) };
  });
}
