import 'server-only';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { keyedHash } from '@/lib/crypto/keyed-hash';

/** The header by which this installation marks its own trial calls; nobody else can make its value. */
export const TEST_HEADER = 'x-postern-test';

/** Longer than a call may take, with room for clocks of several machines. */
export const PROOF_LIFETIME_MS = 60_000;

const PROOF = /^1\.(\d{13})\.([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/;

/** Signed for one token and a minute. The accepting statement lets it count once only: see `as-trial.ts`. */
export function makeProof(tokenHash: Buffer, nowMs = Date.now()): string {
  const expiresAtMs = String(nowMs + PROOF_LIFETIME_MS);
  const nonce = randomBytes(16).toString('hex');
  return `1.${expiresAtMs}.${nonce}.${sign(tokenHash, expiresAtMs, nonce).toString('base64url')}`;
}

/** The nonce of a trial call; null for a header that is forged, expired, or made for another token. */
export function readProof(header: string | undefined, tokenHash: Buffer, nowMs = Date.now()): string | null {
  const [, expiresAtMs, nonce, signature] = PROOF.exec(header ?? '') ?? [];
  if (expiresAtMs === undefined || nonce === undefined || signature === undefined) return null;
  const leftMs = Number(expiresAtMs) - nowMs;
  if (leftMs <= 0 || leftMs > 2 * PROOF_LIFETIME_MS) return null;
  const given = Buffer.from(signature, 'base64url');
  return timingSafeEqual(given, sign(tokenHash, expiresAtMs, nonce)) ? nonce : null;
}

/** The prefix separates it from the hashes of tokens and app keys, which have the same key. */
const sign = (tokenHash: Buffer, expiresAtMs: string, nonce: string) =>
  keyedHash(`test-call|${tokenHash.toString('hex')}|${expiresAtMs}|${nonce}`);
