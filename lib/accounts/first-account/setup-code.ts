import 'server-only';
import { randomInt, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createFile } from '@/lib/create-file';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { EnvError, env } from '@/lib/env';
import { UNTRUSTED_PROXY_HEADER } from '@/lib/http/client';
import { singleton } from '@/lib/singleton';

// Crockford's base 32, without letters that look like digits.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/**
 * The one-time code for creating the first account, such as `7K2M-9QXD-P4TA`. It proves that the person can read the
 * terminal. Stored in the data directory (mode 0600) so that a restart does not change it.
 * @throws {EnvError} when the file holds no code.
 */
export function setupCode(): string {
  return singleton('setupCode', readOrCreate);
}

/**
 * Whether the request may be a stranger's: the server can be reached from elsewhere, also through a proxy. On a
 * person's own machine no code is asked for.
 */
export function asksForSetupCode(headers: Headers): boolean {
  const { HOST, publicUrl, TRUSTED_PROXY_HOPS } = env();
  const isOwnMachine = isLoopback(HOST) && isLoopback(publicUrl.hostname) && TRUSTED_PROXY_HOPS === 0;
  return !isOwnMachine || headers.has(UNTRUSTED_PROXY_HEADER);
}

/** Whether this is the set-up code; spaces, dashes and case do not matter. */
export function isSetupCode(typed: string | undefined): boolean {
  return timingSafeEqual(keyedHash(normalised(typed ?? '')), keyedHash(normalised(setupCode())));
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
  // One of two processes creates the file, the other reads it.
  if (createFile(file(), `${fresh}\n`)) return fresh;
  const stored = readFileSync(file(), 'utf8').trim();
  if (CODE.test(normalised(stored))) return stored;
  throw new EnvError(`${file()} holds no set-up code: delete it, and start Postern again for a new one.`);
}
