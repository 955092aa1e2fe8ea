import 'server-only';
import { randomBytes } from 'node:crypto';
import { keyedHash } from '@/lib/crypto/keyed-hash';

/** The secret part of a reset link: 256 random bits. */
export function newResetCode(): string {
  return randomBytes(32).toString('base64url');
}

/** The form in which the database keeps the code. */
export function resetCodeHash(code: string) {
  return keyedHash(`reset|${code}`);
}
