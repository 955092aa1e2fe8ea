import 'server-only';
import { randomInt, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';

// Crockford's base 32, without letters that look like digits.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/**
 * The one-time code for creating the first account, such as `7K2M-9QXD-P4TA`; null when only this machine can reach
 * the server. It proves that the person can read the terminal. Stored in the data directory (mode 0600) so that a
 * restart does not change it.
 */
export function setupCode(): string | null {
  if (isLoopback(env().HOST) && isLoopback(env().publicUrl.hostname)) return null;
  return singleton('setupCode', readOrCreate);
}

/**
 * Whether this is the set-up code; spaces, dashes and case do not matter. True for any text when no code is needed.
 */
export function isSetupCode(typed: string | undefined): boolean {
  const expected = setupCode();
  if (expected === null) return true;
  return timingSafeEqual(keyedHash(normalised(typed ?? '')), keyedHash(normalised(expected)));
}

/** Removes the code, which opens nothing after the first account. */
export function forgetSetupCode(): void {
  rmSync(file(), { force: true });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

const file = () => path.join(env().dataDir, 'setup-code');
const normalised = (code: string) =>
  code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

function readOrCreate(): string {
  const characters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const fresh = characters.match(/.{4}/g)?.join('-') ?? characters;
  mkdirSync(env().dataDir, { recursive: true });
  try {
    // 'wx': one of two processes creates the file, the other reads it.
    writeFileSync(file(), `${fresh}\n`, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return readFileSync(file(), 'utf8').trim();
  }
}
