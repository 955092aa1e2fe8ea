import 'server-only';
import type pg from 'pg';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { open } from '@/lib/crypto/secret-box';
import { openAppKey } from '@/lib/extensions/app-key/key';
import { openIntakeSecret } from '@/lib/intake/intake-secret';
import { totpContext } from '@/lib/second-factors/codes/totp';
import { sourceOfSecrets } from '@/lib/secrets';
import { openToken } from '@/lib/webhook-tokens/token/box';

/** Whether a secret opens what is stored under its name. */
export type Proof = { name: string; holds: boolean };

/** One row may be damaged; this many that do not open prove a wrong secret. */
const ROWS_PER_KEY = 10;

type Sealed = { version: number; hash: Buffer | null; open(): string };

/** What stored ciphertexts and hashes prove about the secrets; nothing about a secret that guards nothing yet. */
export async function provenSecrets(client: pg.Client): Promise<Proof[]> {
  if (sourceOfSecrets() === 'nowhere') return [];
  const sealed = [
    ...(await tokens(client)),
    ...(await totpSecrets(client)),
    ...(await appKeys(client)),
    ...(await intakeSecrets(client)),
  ];
  const versions = [...new Set(sealed.map(({ version }) => version))];
  const opened = new Map(sealed.map((row) => [row, textOf(row)]));
  const keys = versions.map((version) => ({
    name: `token_key_${version}`,
    holds: sealed.some((row) => row.version === version && opened.get(row) !== undefined),
  }));
  const hashed = sealed.filter((row) => row.hash && opened.get(row) !== undefined);
  const holds = hashed.some((row) => row.hash?.equals(keyedHash(opened.get(row) ?? '')));
  return hashed.length === 0 ? keys : [...keys, { name: 'token_pepper', holds }];
}

function textOf(row: Sealed): string | undefined {
  try {
    return row.open();
  } catch {
    return undefined;
  }
}

const newestOfEachKey = (columns: string, table: string) =>
  `select * from (select ${columns}, key_version as "keyVersion",
     row_number() over (partition by key_version order by created_at desc) as n from ${table}) newest
   where n <= ${ROWS_PER_KEY}`;

async function tokens(client: pg.Client): Promise<Sealed[]> {
  const { rows } = await client.query(
    newestOfEachKey('id, user_id as "userId", secret_hash as hash, ciphertext', 'webhook_token'),
  );
  return rows.map((row) => ({ version: row.keyVersion, hash: row.hash, open: () => openToken(row) }));
}

async function intakeSecrets(client: pg.Client): Promise<Sealed[]> {
  const { rows } = await client.query(
    newestOfEachKey('id, feed_id as "feedId", ciphertext', 'intake_secret'),
  );
  return rows.map((row) => ({ version: row.keyVersion, hash: null, open: () => openIntakeSecret(row) }));
}

async function totpSecrets(client: pg.Client): Promise<Sealed[]> {
  const { rows } = await client.query(newestOfEachKey('user_id as "userId", ciphertext', 'totp_secret'));
  return rows.map(({ userId, ciphertext, keyVersion }) => ({
    version: keyVersion,
    hash: null,
    open: () => open(ciphertext, keyVersion, totpContext(userId)),
  }));
}

async function appKeys(client: pg.Client): Promise<Sealed[]> {
  const { rows } = await client.query(
    newestOfEachKey('number, sandbox_key_hash as hash, sandbox_key_ciphertext as ciphertext', 'extension'),
  );
  return rows.map(({ number, hash, ciphertext, keyVersion }) => ({
    version: keyVersion,
    hash,
    open: () => openAppKey(number, 'sandbox', ciphertext, keyVersion),
  }));
}
