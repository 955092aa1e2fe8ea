import 'server-only';
import { randomUUID } from 'node:crypto';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { open, seal } from '@/lib/crypto/secret-box';
import type { ExtensionEnvironment } from '../dto';
import { appIdOf } from './ids';

/**
 * Makes an app key in Cliq's form: Base64 of `{app id}-{uuid}`, for the sandbox with `sbx-` before it. The database
 * stores a keyed hash to compare, and a ciphertext bound to extension and environment.
 */
export function newAppKey(number: bigint, environment: ExtensionEnvironment) {
  const encoded = Buffer.from(`${appIdOf(number, environment)}-${randomUUID()}`).toString('base64');
  const key = environment === 'sandbox' ? `sbx-${encoded}` : encoded;
  return { hash: keyedHash(key), ...seal(key, appKeyContext(number, environment)) };
}

const APP_KEY = /^(?:sbx-)?([A-Za-z0-9+/]{51,76}={0,2})$/;
const ENCODED = /^\d{1,19}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True when the text has an app key's form; it need not exist. */
export function isWellFormedAppKey(text: string): boolean {
  const encoded = APP_KEY.exec(text)?.[1];
  return encoded !== undefined && ENCODED.test(Buffer.from(encoded, 'base64').toString('latin1'));
}

/** @throws when the row was tampered with or its key is gone. */
export function openAppKey(
  number: bigint,
  environment: ExtensionEnvironment,
  ciphertext: Uint8Array,
  keyVersion: number,
): string {
  return open(ciphertext, keyVersion, appKeyContext(number, environment));
}

/** What an app key’s ciphertext is bound to. */
export function appKeyContext(number: bigint, environment: ExtensionEnvironment) {
  return `extension|${number}|${environment}`;
}
