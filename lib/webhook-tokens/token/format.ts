import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

const PREFIX = '1001';
const PATTERN = /^1001\.[0-9a-f]{32}\.[0-9a-f]{32}$/;
const CHECKSUM_HEX = 8;

/** A whole token: `1001.` + 32 hex (public, the token unique id) + `.` + 32 hex (secret). */
export type NewToken = { token: string; publicId: string };

/**
 * Makes a token with 128 random bits in its public half and 96 in its secret half; the last 32 bits are a
 * checksum over the rest (as GitHub's and npm's tokens carry one), so typing errors never reach the database.
 */
export function newToken(): NewToken {
  const publicHalf = randomBytes(16).toString('hex');
  const body = `${PREFIX}.${publicHalf}.${randomBytes(12).toString('hex')}`;
  return { token: body + checksum(body), publicId: `${PREFIX}.${publicHalf}` };
}

/** True when the text has a token's shape, mistyped or not. */
export function isTokenShaped(text: string): boolean {
  return PATTERN.test(text);
}

/** True when the text has a token's shape and the right checksum; the token need not exist. */
export function isWellFormedToken(text: string): boolean {
  return PATTERN.test(text) && text.endsWith(checksum(text.slice(0, -CHECKSUM_HEX)));
}

function checksum(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, CHECKSUM_HEX);
}
