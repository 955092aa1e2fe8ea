import 'server-only';
import { randomInt } from 'node:crypto';
import { keyedHash } from '@/lib/crypto/keyed-hash';

// Crockford's base 32 in lower case, without letters that look like digits.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten characters (50 bits) in two groups: `k7f2m-9qxd4`. */
export function newRecoveryCode(): string {
  const characters = Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${characters.slice(0, 5)}-${characters.slice(5)}`;
}

/** The form in which the database keeps a code, bound to its owner; case, spaces and dashes do not matter. */
export function recoveryCodeHash(userId: string, code: string) {
  const plain = code
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');
  return keyedHash(`recovery-code|${userId}|${plain}`);
}
