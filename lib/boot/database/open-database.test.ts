import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { provide } from '@/lib/env';
import { openDatabase } from './open-database';
import { withDatabase } from './url';

const admin = new pg.Client({ connectionString: inject('databaseUrl') });
const role = `stranger_${randomBytes(4).toString('hex')}`;
const names: string[] = [];
beforeAll(async () => {
  await admin.connect();
  await admin.query(`create role ${role} login password 'secret'`);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  for (const name of names) await admin.query(`drop database ${name} with (force)`);
  await admin.query(`drop role ${role}`);
  await admin.end();
});

/** What a start says of a new database that was prepared like this. */
async function opening(prepare: string, as?: string) {
  const name = `opening_${randomBytes(4).toString('hex')}`;
  names.push(name);
  await admin.query(`create database ${name}`);
  const url = new URL(withDatabase(inject('databaseUrl'), name));
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(prepare);
  await client.end();
  if (as) Object.assign(url, { username: as, password: 'secret' });
  vi.stubEnv('DATABASE_URL', url.href);
  provide('NODE_ENV', 'test');
  return openDatabase({ root: process.cwd(), onStep: () => {}, onLost: () => {} });
}

const SENTENCES: [what: string, prepare: string, as: string | undefined, says: string][] = [
  [
    'whose user may not create tables',
    'revoke create on schema public from public',
    role,
    'The user of DATABASE_URL may not create tables: make it the owner of the database (ALTER DATABASE … OWNER TO …).',
  ],
  [
    'with tables of others',
    'create table theirs (id int)',
    undefined,
    'The database of DATABASE_URL holds tables that are not Postern’s: give Postern an empty database of its own.',
  ],
  [
    'that only reads',
    'do $$ begin execute format($_$alter database %I set default_transaction_read_only = on$_$, current_database()); end $$',
    undefined,
    `PostgreSQL at ${new URL(inject('databaseUrl')).host} takes no writes: lead DATABASE_URL to the primary server, or end its read-only mode.`,
  ],
];

test.each(SENTENCES)('a database %s is refused in one sentence', async (_, prepare, as, message) => {
  await expect(opening(prepare, as)).rejects.toMatchObject({ name: 'BootError', message });
});
