import 'server-only';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { cookieLine, cookieOf, cookiePrefix } from './cookie';

/** How many people may share a browser; the one who signed in longest ago is forgotten. */
const MOST_ACCOUNTS = 5;
const DURATION_S = 365 * 24 * 60 * 60;
const ENTRY = /^([\w-]{22})\.([\w-]{43})$/;

/** The person a browser is known for. */
export type DeviceOwner = { id: string; passwordHash: string | null };

/**
 * The name of this browser for somebody who has signed in with it since they have their password; null otherwise. It
 * opens nothing: strangers' guesses at the password only do not count here. Its own guesses are counted under the name.
 */
export function knownDevice(headers: Headers, owner: DeviceOwner): string | null {
  for (const { device, mark } of entriesOf(headers)) {
    if (isMarkFor(owner, device, mark)) return device;
  }
  return null;
}

/** The `Set-Cookie` line by which a browser is known after a sign-in. */
export function knownDeviceCookie(headers: Headers, owner: DeviceOwner): string {
  const entries = entriesOf(headers);
  const own = entries.find(({ device, mark }) => isMarkFor(owner, device, mark));
  const device = own?.device ?? randomBytes(16).toString('base64url');
  const others = entries.filter((entry) => entry !== own);
  const kept = [{ device, mark: markOf(owner, device).toString('base64url') }, ...others].slice(
    0,
    MOST_ACCOUNTS,
  );
  const value = kept.map((entry) => `${entry.device}.${entry.mark}`).join('~');
  return cookieLine(cookieName(), value, DURATION_S);
}

const cookieName = () => `${cookiePrefix()}postern-device`;

function entriesOf(headers: Headers): { device: string; mark: string }[] {
  return (cookieOf(headers, cookieName()) ?? '')
    .split('~')
    .slice(0, MOST_ACCOUNTS)
    .flatMap((entry) => {
      const [, device, mark] = ENTRY.exec(entry) ?? [];
      return device && mark ? [{ device, mark }] : [];
    });
}

function isMarkFor(owner: DeviceOwner, device: string, mark: string): boolean {
  const given = Buffer.from(mark, 'base64url');
  const expected = markOf(owner, device);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Bound to the password: whoever knew an earlier one has no mark for guessing at the next. */
function markOf({ id, passwordHash }: DeviceOwner, device: string): Buffer {
  return keyedHash(`known device|${id}|${device}|${passwordHash ?? ''}`);
}
