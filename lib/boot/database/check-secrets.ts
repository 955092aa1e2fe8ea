import 'server-only';
import { createHmac } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { createSecrets, type Secrets, secrets, sourceOfSecrets } from '@/lib/secrets';
import { BootError } from '../boot-error';
import { type Proof, provenSecrets } from './proven-secrets';

/**
 * A secret by its name in the table, with a fingerprint that identifies it; a dump of the database does not reveal
 * the secret.
 */
type Own = { name: string; fingerprint: Buffer };
type Known = Own & { isUsed: boolean };

const LABEL = 'postern secret fingerprint 1';

/**
 * Checks that the secrets are those that the database was filled with, and makes new ones for an empty database. With
 * other secrets no token would work and no second factor could be checked, and data stored with them would be lost
 * later. Whatever reads the secrets anew while Postern runs checks them, too, and neither makes nor replaces any:
 * `isStart` is false then.
 * @throws {BootError} naming what is missing or different.
 */
export async function checkSecrets(databaseUrl: string, isStart = true): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  // A lost connection fails the statement under way.
  client.on('error', () => {});
  await client.connect();
  try {
    const known = await readKnown(client);
    // Databases older than the fingerprints prove their secrets by what they store.
    const proofs = known.length === 0 ? await provenSecrets(client) : [];
    const { rows } = await client.query('select exists(select from "user") as filled');
    const isFilled = Boolean(rows[0].filled);
    const isAccepted = isStart && (!isFilled || env().ACCEPT_NEW_SECRETS === 'yes');
    if (sourceOfSecrets() === 'nowhere') {
      if (!isAccepted) throw missing();
      createSecrets();
    }
    const own = fingerprintsOf(secrets());
    const problem = firstProblem(own, known, proofs);
    if (problem && !isAccepted) throw new BootError(problem);
    if (problem && isFilled)
      log().warn('secrets that are new to the database were accepted: what the old ones guarded is lost');
    await store(client, own, isAccepted);
  } finally {
    await client.end();
  }
}

async function readKnown(client: pg.Client): Promise<Known[]> {
  const { rows } = await client.query<Known>(
    `select name, fingerprint, exists(
       select from (select key_version from webhook_token union all select key_version from totp_secret
         union all select key_version from extension union all select key_version from intake_secret) sealed
       where name = 'token_key_' || sealed.key_version
     ) as "isUsed" from secret_fingerprint order by name`,
  );
  return rows;
}

function fingerprintsOf({ authSecret, tokenPepper, tokenKeys }: Secrets): Own[] {
  const own = (name: string, secret: string | Buffer) => ({
    name,
    fingerprint: createHmac('sha256', secret).update(`${LABEL} ${name}`).digest(),
  });
  return [
    own('auth_secret', authSecret),
    own('token_pepper', tokenPepper),
    ...[...tokenKeys].map(([version, key]) => own(`token_key_${version}`, key)),
  ];
}

function firstProblem(own: readonly Own[], known: readonly Known[], proofs: readonly Proof[]): string | null {
  for (const { name, fingerprint, isUsed } of known) {
    const mine = own.find((one) => one.name === name);
    if (mine && !mine.fingerprint.equals(fingerprint)) return different(name);
    if (!mine && isUsed) return different(name, 'is missing');
  }
  const wrong = proofs.find(({ holds }) => !holds);
  return wrong ? different(wrong.name) : null;
}

async function store(client: pg.Client, own: readonly Own[], replacing: boolean): Promise<void> {
  if (replacing) {
    const names = own.map(({ name }) => name);
    await client.query('delete from secret_fingerprint where name <> all($1)', [names]);
  }
  const conflict = replacing ? 'do update set fingerprint = excluded.fingerprint' : 'do nothing';
  for (const { name, fingerprint } of own) {
    await client.query(
      `insert into secret_fingerprint (name, fingerprint) values ($1, $2) on conflict (name) ${conflict}`,
      [name, fingerprint],
    );
  }
  // Of two first starts at once, each with secrets of its own, only one may go on.
  const problem = firstProblem(own, await readKnown(client), []);
  if (problem) throw new BootError(problem);
}

const OTHERWISE = 'To go on without what it guarded, start once with ACCEPT_NEW_SECRETS=yes.';

function missing(): BootError {
  return new BootError(
    `${path.join(env().dataDir, 'secrets.json')} is missing, but the database was filled with the secrets in it: restore that file from the backup of the data directory, or set AUTH_SECRET, TOKEN_PEPPER and TOKEN_KEYS. ${OTHERWISE}`,
  );
}

function different(name: string, how = 'is not the one that this database was filled with'): string {
  const version = /^token_key_(\d+)$/.exec(name)?.[1];
  if (sourceOfSecrets() === 'environment') {
    const variable = version === undefined ? name.toUpperCase() : `Key ${version} of TOKEN_KEYS`;
    return `${variable} ${how}: set the value that belongs to this database, or use the database that belongs to it. ${OTHERWISE}`;
  }
  const file = path.join(env().dataDir, 'secrets.json');
  const what =
    version === undefined
      ? { auth_secret: 'authSecret', token_pepper: 'tokenPepper' }[name]
      : `key ${version} of tokenKeys`;
  return `In ${file}, ${what} ${how}: restore the secrets.json that belongs to this database, or the database that belongs to it. ${OTHERWISE}`;
}
