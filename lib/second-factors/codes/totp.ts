import 'server-only';
import { Secret, TOTP } from 'otpauth';
import { TOTP_DIGITS, TOTP_PERIOD_S, TOTP_WINDOW_STEPS } from './totp-policy';

/** The secret as its QR code gives it to the app. `label` is the account's name in the app. */
export function totpUri(secretBase32: string, label: string): string {
  return totp(secretBase32, label).toString();
}

/** A new secret of 160 bits, in base 32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The time step of a code; null when it is not accepted now. */
export function stepOfCode(secretBase32: string, code: string, now: Date): bigint | null {
  const timestamp = now.getTime();
  const delta = totp(secretBase32).validate({ token: code, timestamp, window: TOTP_WINDOW_STEPS });
  return delta === null ? null : presentStep(now) + BigInt(delta);
}

/** The present time step. */
export function presentStep(now: Date): bigint {
  return BigInt(Math.floor(now.getTime() / 1000 / TOTP_PERIOD_S));
}

/** The context that the database's ciphertext is bound to. */
export function totpContext(userId: string): string {
  return `totp|${userId}`;
}

function totp(secretBase32: string, label = '') {
  return new TOTP({
    issuer: 'Postern',
    label,
    secret: Secret.fromBase32(secretBase32),
    digits: TOTP_DIGITS,
    period: TOTP_PERIOD_S,
  });
}
