import 'server-only';
import { randomBytes } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { codeOf } from '@/lib/boot/boot-error';
import { createFile } from '@/lib/create-file';
import { EnvError, env } from '@/lib/env';
import { singleton } from '@/lib/singleton';

/**
 * The keys that stay outside the database. `tokenKeys` are numbered so that they can be rotated:
 * new ciphertexts use `currentKeyVersion`, old ones open with the number stored beside them.
 */
export type Secrets = {
  authSecret: string;
  tokenPepper: Buffer;
  tokenKeys: ReadonlyMap<number, Buffer>;
  currentKeyVersion: number;
};

const stored = z.object({
  authSecret: z.string().min(32),
  tokenPepper: z.string().regex(/^[0-9a-f]{64}$/),
  /** "1:<64 hex>,2:<64 hex>"; the highest number seals. */
  tokenKeys: z.string().regex(/^\d{1,4}:[0-9a-f]{64}(,\d{1,4}:[0-9a-f]{64})*$/),
});

/**
 * The secrets, from AUTH_SECRET, TOKEN_PEPPER and TOKEN_KEYS, or else from `secrets.json` in the data
 * directory, which the check of the first start has created (lib/boot/database/check-secrets.ts).
 * @throws {EnvError} when only some are set, one is malformed or the file is missing.
 */
export function secrets(): Secrets {
  return singleton('secrets', () => {
    const { AUTH_SECRET, TOKEN_PEPPER, TOKEN_KEYS } = env();
    const fromEnv = { authSecret: AUTH_SECRET, tokenPepper: TOKEN_PEPPER, tokenKeys: TOKEN_KEYS };
    const anySet = Object.values(fromEnv).some(Boolean);
    const parsed = stored.safeParse(anySet ? fromEnv : readStored(env().dataDir));
    if (!parsed.success) {
      const where = anySet ? 'AUTH_SECRET, TOKEN_PEPPER and TOKEN_KEYS' : fileOf(env().dataDir);
      const remedy = anySet ? '' : ': restore it from a backup';
      throw new EnvError(`${where} must hold all three secrets in the form .env.example shows${remedy}.`);
    }
    const pairs = parsed.data.tokenKeys.split(',').map((pair): [number, Buffer] => {
      const [version, key] = pair.split(':');
      return [Number(version), Buffer.from(key ?? '', 'hex')];
    });
    return {
      authSecret: parsed.data.authSecret,
      tokenPepper: Buffer.from(parsed.data.tokenPepper, 'hex'),
      tokenKeys: new Map(pairs),
      currentKeyVersion: Math.max(...pairs.map(([version]) => version)),
    };
  });
}

const fileOf = (dataDir: string) => path.join(dataDir, 'secrets.json');

/** The source of the secrets: the environment or the file; 'nowhere' when there are none. */
export function sourceOfSecrets(): 'environment' | 'file' | 'nowhere' {
  const { AUTH_SECRET, TOKEN_PEPPER, TOKEN_KEYS, dataDir } = env();
  if (AUTH_SECRET || TOKEN_PEPPER || TOKEN_KEYS) return 'environment';
  return lstatSync(fileOf(dataDir), { throwIfNoEntry: false }) ? 'file' : 'nowhere';
}

/** Whether the file was made together with an embedded database. */
export function holdsEmbeddedSecrets(dataDir: string): boolean {
  const read = z.object({ database: z.literal('embedded') }).safeParse(readStored(dataDir));
  return read.success;
}

/** Makes new secrets in `secrets.json`, with mode 0600; two starts at once both get those of the first. */
export function createSecrets(): void {
  const { dataDir, DATABASE_URL } = env();
  const fresh = {
    authSecret: randomBytes(32).toString('base64url'),
    tokenPepper: randomBytes(32).toString('hex'),
    tokenKeys: `1:${randomBytes(32).toString('hex')}`,
    // holdsEmbeddedSecrets reads this.
    ...(DATABASE_URL === undefined && { database: 'embedded' }),
  };
  createFile(fileOf(dataDir), `${JSON.stringify(fresh, null, 2)}\n`);
}

/** @throws the system's error when the file may not be read. */
function readStored(dataDir: string): unknown {
  let text: string;
  try {
    text = readFileSync(fileOf(dataDir), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
