import 'server-only';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { bodiesBefore } from './changed-body';
import type { Claimed, SignatureHeaders, SignatureScheme } from './scheme';
import { SIGNATURE_AGE_MS } from './schemes';

/** The result of a check. `wrong` leaves open whether the secret or the body differs. */
export type SignatureOutcome =
  /** `once` stays the same when the call is sent again; null when nothing does. */
  | { result: 'passed'; once: string | null }
  | { result: 'missing' | 'malformed'; header: string }
  | { result: 'too_old' | 'too_early'; header: string; byS: number }
  | { result: 'wrong'; header: string };

/**
 * `bodies`: the bytes as they came and, for a compressed body, as they were before decompression; a signature may
 * cover either.
 */
export type SignedCall = { headers: SignatureHeaders; bodies: readonly Uint8Array[] };

/**
 * Compares in constant time, each secret with each signature. `nowMs` is the time of the call; null ignores its age.
 */
export function checkSignature(
  scheme: SignatureScheme,
  secrets: readonly string[],
  { headers, bodies }: SignedCall,
  nowMs: number | null,
): SignatureOutcome {
  const read = scheme.read(headers);
  if ('problem' in read) return { result: read.problem, header: read.header };
  const { header } = read;
  if ('token' in read) {
    const fits = secrets.filter((secret) => isSame(digest(secret), digest(read.token))).length > 0;
    return fits ? { result: 'passed', once: null } : { result: 'wrong', header };
  }
  const signed = bodies.find(isSignedBy(scheme, secrets, read));
  if (signed === undefined) return { result: 'wrong', header };
  // The age counts only for a valid signature.
  const aheadMs = read.sentAtMs === null || nowMs === null ? 0 : read.sentAtMs - nowMs;
  if (Math.abs(aheadMs) > SIGNATURE_AGE_MS) {
    return {
      result: aheadMs > 0 ? 'too_early' : 'too_old',
      header,
      byS: Math.round(Math.abs(aheadMs) / 1_000),
    };
  }
  return { result: 'passed', once: onceOf(read, signed) };
}

/**
 * Whether a wrong signature fits the body with other line ends, blanks or escapes. The search costs milliseconds of
 * processor time, so it is not for strangers.
 */
export function isBodyChanged(
  scheme: SignatureScheme,
  secrets: readonly string[],
  { headers, bodies }: SignedCall,
): boolean {
  const read = scheme.read(headers);
  if ('problem' in read || 'token' in read) return false;
  const isSigned = isSignedBy(scheme, secrets, read);
  return bodies.some((body) => [...bodiesBefore(body)].some(isSigned));
}

function isSignedBy(scheme: SignatureScheme, secrets: readonly string[], claimed: Claimed) {
  const keys = secrets.map((secret) => (scheme.keyOf ? scheme.keyOf(secret) : Buffer.from(secret)));
  return (body: Uint8Array) => keys.some((key) => key !== null && fits(scheme.hash, key, claimed, body));
}

function fits(hash: string, key: Buffer, { macs, before, after }: Claimed, body: Uint8Array): boolean {
  const mac = createHmac(hash, key).update(before).update(body).update(after).digest();
  return macs.filter((given) => isSame(given, mac)).length > 0;
}

function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * The signed id, else a digest of what was signed, with its time. The signatures themselves do not identify a call:
 * with two secrets one content has two, and others may stand beside the right one.
 */
function onceOf({ id, sentAtMs, before, after }: Claimed, body: Uint8Array): string | null {
  if (id !== null) return `id ${id}`;
  if (sentAtMs === null) return null;
  return createHash('sha256').update(before).update(body).update(after).digest('hex');
}
