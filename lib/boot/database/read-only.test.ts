import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isDatabaseAway } from '@/lib/db/database-away';
import { pool } from '@/lib/db/pool';
import { provide } from '@/lib/env';
import { acceptPool, runAcceptStatement } from '@/lib/webhooks/accept/pool';
import { ownDatabase } from '@/test/support/database/own-database';
import { databaseWatch } from './watch';

const admin = new pg.Client({ connectionString: inject('databaseUrl') });
let drop: () => Promise<void>;
let name = '';
beforeAll(async () => {
  const own = await ownDatabase('read_only');
  drop = own.drop;
  name = new URL(own.url).pathname.slice(1);
  await admin.connect();
  await own.pool.query('create table written (id int)');
  provide('DATABASE_URL', own.url);
});
afterAll(async () => {
  await Promise.all([pool().end(), acceptPool().end()]);
  await drop();
  await admin.end();
});

/** As after a failover: new sessions read only, and go on doing so when later ones may write. */
const failOver = () => admin.query(`alter database ${name} set default_transaction_read_only = on`);
const failBack = () => admin.query(`alter database ${name} reset default_transaction_read_only`);
const WRITE = 'insert into written values (1) returning id';
const accept = () => runAcceptStatement(acceptPool(), { name: 'write', text: WRITE, values: [] });

test('while the database only reads, nothing is accepted, and the health check says that it is away', async () => {
  await failOver();
  await expect(accept()).rejects.toMatchObject({ code: '25006' });
  await expect(accept()).rejects.toMatchObject({ code: '25006' });
  expect(await databaseWatch().isThere()).toBe(false);
  const refused = await pool()
    .query(WRITE)
    .catch((error: unknown) => error);
  expect(isDatabaseAway(refused)).toBe(true);
});

test('calls and pages find the server that takes writes as soon as the address leads there', async () => {
  await failBack();
  expect(await accept()).toEqual([['1']]);
  expect((await pool().query(WRITE)).rows).toEqual([{ id: 1 }]);
  await expect.poll(() => databaseWatch().isThere()).toBe(true);
});
