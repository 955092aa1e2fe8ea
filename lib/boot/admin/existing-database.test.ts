import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { provide } from '@/lib/env';
import { ownDatabase } from '@/test/support/database/own-database';
import { temporaryFolder } from '@/test/support/temporary-folder';
import { openExistingDatabase } from './existing-database';

const folder = temporaryFolder('admin');
let own: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  own = await ownDatabase('admin');
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => own.drop());

/** What `npm run admin` does with these settings. */
function opening(databaseUrl: string, dataDir = inject('dataDir')) {
  vi.stubEnv('DATABASE_URL', databaseUrl);
  vi.stubEnv('DATA_DIR', dataDir);
  provide('NODE_ENV', 'test');
  return openExistingDatabase(process.cwd(), () => {});
}

test('a database that Postern is started with is opened', async () => {
  const close = await opening(own.url);
  await close();
});

test.each([
  ['an empty one', 'select'],
  ['one of others', 'create table theirs (id int)'],
])('of the databases of DATABASE_URL %s is refused, and stays as it is', async (_, prepare) => {
  const name = `admin_other_${process.pid}_${Date.now()}`;
  await own.pool.query(`create database ${name}`);
  const url = Object.assign(new URL(own.url), { pathname: `/${name}` }).href;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables = async () =>
    (await client.query('select relname from pg_stat_user_tables order by 1')).rows.map((row) => row.relname);
  try {
    await client.query(prepare);
    const before = await tables();
    await expect(opening(url)).rejects.toMatchObject({
      name: 'BootError',
      message:
        'The database of DATABASE_URL is not one of Postern’s: give the DATABASE_URL that Postern is started with.',
    });
    expect(await tables()).toEqual(before);
  } finally {
    await client.end();
    await own.pool.query(`drop database ${name}`);
  }
});

test('without the data directory one sentence tells so, and no secrets are made', async () => {
  for (const dataDir of [path.join(folder, 'nowhere'), folder]) {
    await expect(opening(own.url, dataDir)).rejects.toMatchObject({
      name: 'BootError',
      message: `There are no secrets in ${dataDir}: give the DATA_DIR, or AUTH_SECRET, TOKEN_PEPPER and TOKEN_KEYS, that Postern is started with.`,
    });
    expect(existsSync(path.join(dataDir, 'secrets.json'))).toBe(false);
  }
  await expect(opening('', path.join(folder, 'nowhere'))).rejects.toThrow(/^There is no database in /);
});
