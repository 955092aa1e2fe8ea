import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ownDatabase } from '@/test/support/database/own-database';
import { watchRoundTrips } from '@/test/support/database/round-trips';
import { migrate } from './migrate';

let url = '';
let own: pg.Pool;
let drop: () => Promise<void>;
let root = '';
let made = 0;
beforeAll(async () => {
  ({ url, pool: own, drop } = await ownDatabase('interrupted'));
  root = await mkdtemp(path.join(tmpdir(), 'postern-migrations-'));
  await cp('prisma', path.join(root, 'prisma'), { recursive: true });
  await own.query('create table gate (id int)');
});
afterAll(async () => {
  await drop();
  await rm(root, { recursive: true, force: true });
});

/** Adds a migration that comes after all others, and returns its name. */
async function add(script: string): Promise<string> {
  const name = `2099010100000${++made}_later`;
  const folder = path.join(root, 'prisma', 'migrations', name);
  await mkdir(folder);
  await writeFile(path.join(folder, 'migration.sql'), script);
  return name;
}

/** Somebody who has the gate locked. */
let holder: pg.Client;
beforeEach(async () => {
  holder = new pg.Client({ connectionString: url, application_name: 'somebody' });
  await holder.connect();
  await holder.query('begin; lock table gate in access exclusive mode');
  return () => holder.end();
});

async function waiting(what: 'relation' | 'advisory'): Promise<number> {
  const { rows } = await own.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = $1",
    [what],
  );
  return rows.length;
}

test('a process that dies in the middle of a migration, which its server finishes, leaves a database that starts', async () => {
  await add(
    'CREATE TABLE half_done (id int);\nSET LOCAL lock_timeout = 0;\nLOCK TABLE gate IN SHARE MODE;\n-- the end',
  );
  const way = await watchRoundTrips(url, async () => {});
  const dying = migrate(way.url, root).then(
    () => 'applied',
    () => 'died',
  );
  await expect.poll(() => waiting('relation')).toBe(1);
  way.close();
  expect(await dying).toBe('died');
  const next = migrate(url, root);
  await expect.poll(() => waiting('advisory')).toBe(1);
  await holder.query('commit');
  await next;
  expect((await own.query("select to_regclass('half_done') is not null as is")).rows).toEqual([{ is: true }]);
  expect(await migrate(url, root)).toEqual([]);
});

test('a migration that fails leaves nothing behind and runs again once its cause is mended', async () => {
  const name = await add('CREATE TABLE twice (id int);\nCREATE TABLE taken (id int);');
  await holder.query('commit; create table taken (id int)');
  await expect(migrate(url, root)).rejects.toThrow(`Migration ${name}: relation "taken" already exists`);
  await holder.query('drop table taken');
  expect(await migrate(url, root)).toEqual([name]);
});

test('a migration steps back from a table in use, says who uses it, and is applied when it is free', async () => {
  const name = await add('ALTER TABLE gate ADD COLUMN more int;');
  const steps: string[] = [];
  const migrating = migrate(url, root, { onStep: (text) => steps.push(text) });
  await expect.poll(() => steps).toHaveLength(1);
  const { rows } = await holder.query('select pg_backend_pid() as pid, current_user as name');
  const { pid, name: user } = rows[0];
  expect(steps[0]).toContain(`In the way: process ${pid} (somebody, user ${user}, idle in transaction, its`);
  expect(await waiting('relation')).toBe(0);
  await holder.query('commit');
  expect(await migrating).toEqual([name]);
});

test('a start that is stopped does not wait for a table any longer', async () => {
  const name = await add('ALTER TABLE gate ADD COLUMN even_more int;');
  const stopping = new AbortController();
  const migrating = migrate(url, root, { onStep: () => stopping.abort(), until: stopping.signal });
  await expect(migrating).rejects.toThrow('aborted');
  await holder.query('commit');
  expect(await migrate(url, root)).toEqual([name]);
});
