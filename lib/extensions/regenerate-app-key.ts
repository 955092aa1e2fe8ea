import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { seal } from '@/lib/crypto/secret-box';
import { lockOwnExtension } from './access/lock-own-extension';
import { appKeyContext, newAppKey, openAppKey } from './app-key/key';
import type { ExtensionEnvironment } from './dto';

/**
 * Replaces one app key; calls with the old one are refused from now on.
 * @throws {AppError} `not_found` unless the extension is the user's own.
 */
export async function regenerateAppKey(
  user: SignedInUser,
  number: bigint,
  environment: ExtensionEnvironment,
): Promise<void> {
  await actAs(user, async (tx) => {
    const { keyVersion } = await lockOwnExtension(tx, user, number);
    const row = await tx.extension.findUniqueOrThrow({
      where: { number },
      select: { sandboxKeyCiphertext: true, marketplaceKeyCiphertext: true },
    });
    const fresh = newAppKey(number, environment);
    // Both ciphertexts share one key version, so the other key is sealed again under the current one.
    const data =
      environment === 'sandbox'
        ? {
            sandboxKeyHash: fresh.hash,
            sandboxKeyCiphertext: fresh.ciphertext,
            marketplaceKeyCiphertext: resealed('marketplace', row.marketplaceKeyCiphertext),
          }
        : {
            marketplaceKeyHash: fresh.hash,
            marketplaceKeyCiphertext: fresh.ciphertext,
            sandboxKeyCiphertext: resealed('sandbox', row.sandboxKeyCiphertext),
          };
    await tx.extension.update({
      where: { number },
      data: { ...data, keyVersion: fresh.keyVersion },
      select: { number: true },
    });
    await recordEvent(tx, user, 'extension.regenerate_key', String(number), { environment });

    function resealed(other: ExtensionEnvironment, ciphertext: Uint8Array) {
      const key = openAppKey(number, other, ciphertext, keyVersion);
      return seal(key, appKeyContext(number, other)).ciphertext;
    }
  });
}
