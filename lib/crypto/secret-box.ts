import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { secrets } from '@/lib/secrets';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The result of `seal`: nonce ‖ tag ‖ ciphertext, and the number of the key that opens it. */
export type Sealed = { ciphertext: Buffer<ArrayBuffer>; keyVersion: number };

/**
 * Encrypts with AES-256-GCM. `context` (row id, owner, purpose) is authenticated with it, so that a
 * ciphertext moved to another row does not open.
 */
export function seal(plaintext: string, context: string): Sealed {
  const { tokenKeys, currentKeyVersion } = secrets();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, tokenKeys.get(currentKeyVersion)!, nonce);
  cipher.setAAD(Buffer.from(`${context}|${currentKeyVersion}`));
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return { ciphertext: Buffer.concat([nonce, cipher.getAuthTag(), body]), keyVersion: currentKeyVersion };
}

/**
 * Opens what `seal` made under the same context.
 * @throws when the key is gone, the context differs or a byte was changed.
 */
export function open(ciphertext: Uint8Array, keyVersion: number, context: string): string {
  const key = secrets().tokenKeys.get(keyVersion);
  if (!key) throw new Error(`Key ${keyVersion} is missing from the token keys.`);
  const decipher = createDecipheriv(ALGORITHM, key, ciphertext.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(`${context}|${keyVersion}`));
  decipher.setAuthTag(ciphertext.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return (
    decipher.update(ciphertext.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  );
}
