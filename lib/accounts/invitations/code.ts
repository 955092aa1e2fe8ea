import 'server-only';
import { randomBytes } from 'node:crypto';
import { keyedHash } from '@/lib/crypto/keyed-hash';

/** The secret part of an invitation link: 192 random bits. */
export function newInvitationCode(): string {
  return randomBytes(24).toString('base64url');
}

/** The form in which the database keeps the code. */
export function invitationHash(code: string) {
  return keyedHash(`invitation|${code}`);
}
