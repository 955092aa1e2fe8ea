import 'server-only';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { env } from '@/lib/env';
import { cookieOptions } from './cookie';

/** How many people may share a browser; the one who signed in longest ago is forgotten. */
const MOST_ACCOUNTS = 5;
const DURATION_S = 365 * 24 * 60 * 60;
const ENTRY = /^([\w-]{22})\.([\w-]{43})$/;

/**
 * The name of this browser for somebody who has signed in with it before; null otherwise. It opens nothing:
 * strangers' guesses at the account only do not count here. Its own guesses are counted under the name.
 */
export function knownDevice(headers: Headers, userId: string): string | null {
  for (const { device, mark } of entriesOf(headers)) {
    if (isMarkFor(userId, device, mark)) return device;
  }
  return null;
}

/** The `Set-Cookie` line by which a browser is known after a sign-in. */
export function knownDeviceCookie(headers: Headers, userId: string): string {
  const entries = entriesOf(headers);
  const own = entries.find(({ device, mark }) => isMarkFor(userId, device, mark));
  const device = own?.device ?? randomBytes(16).toString('base64url');
  const others = entries.filter((entry) => entry !== own);
  const kept = [{ device, mark: markOf(userId, device).toString('base64url') }, ...others].slice(
    0,
    MOST_ACCOUNTS,
  );
  const value = kept.map((entry) => `${entry.device}.${entry.mark}`).join('~');
  const { secure } = cookieOptions();
  const parts = [`${cookieName()}=${value}`, 'Path=/', `Max-Age=${DURATION_S}`, 'HttpOnly', 'SameSite=Lax'];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}

function cookieName(): string {
  return `${env().publicUrl.protocol === 'https:' ? '__Host-' : ''}postern-device`;
}

function entriesOf(headers: Headers): { device: string; mark: string }[] {
  const name = `${cookieName()}=`;
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(name))?.slice(name.length) ?? '';
  return value
    .split('~')
    .slice(0, MOST_ACCOUNTS)
    .flatMap((entry) => {
      const [, device, mark] = ENTRY.exec(entry) ?? [];
      return device && mark ? [{ device, mark }] : [];
    });
}

function isMarkFor(userId: string, device: string, mark: string): boolean {
  const given = Buffer.from(mark, 'base64url');
  const expected = markOf(userId, device);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function markOf(userId: string, device: string): Buffer {
  return keyedHash(`known device|${userId}|${device}`);
}
