import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { aToken, aUser } from '@/test/support/webhooks/world';
import { withDatabase } from '../url';
import { migrate } from './migrate';
import { schemaDiff } from './new-migration';

const name = `boot_test_${process.pid}_${Date.now()}`;
const admin = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });

afterAll(async () => {
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
});

test('the migrations make exactly the tables that prisma/schema.prisma describes', async () => {
  expect(await schemaDiff(inject('databaseUrl'))).toBe('');
});

test('of several processes that start at once one applies the migrations and the others wait for it', async () => {
  await admin.query(`create database ${name}`);
  const url = withDatabase(inject('databaseUrl'), name);
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  const counts = applied.map((names) => names.length).sort();
  expect(counts[0]).toBe(0);
  expect(counts[1]).toBe(0);
  expect(counts[2]).toBeGreaterThan(0);
  expect(await migrate(url)).toEqual([]);
});

test('migrating leaves no session behind, whose lock the next update would wait for', async () => {
  const sessions = async () =>
    (await admin.query('select query from pg_stat_activity where datname = $1', [name])).rows;
  // A session ends a moment after its connection; one that is forgotten lasts ten seconds.
  await expect.poll(sessions, { timeout: 8_000 }).toEqual([]);
});

test.each([
  ['slot', '6', 'webhook_token_slot_one_to_five'],
  ['slot', '0', 'webhook_token_slot_one_to_five'],
  ['name', `' n'`, 'webhook_token_name_sane'],
  ['name', `''`, 'webhook_token_name_sane'],
  ['name', `repeat('n', 51)`, 'webhook_token_name_sane'],
])('the database refuses a token whose %s is %s, new or changed', async (column, value, guard) => {
  const { id } = await aToken(await aUser());
  const change = admin.query(`update webhook_token set ${column} = ${value} where id = $1`, [id]);
  await expect(change).rejects.toMatchObject({ code: '23514', constraint: guard });
  const columns = { slot: '2', name: `'n'`, [column]: value };
  const insert = admin.query(
    `insert into webhook_token (id, user_id, slot, name, public_id, secret_hash, ciphertext, key_version)
     select gen_random_uuid(), user_id, ${columns.slot}, ${columns.name}, left(id::text, 8), id::text::bytea, ciphertext, 1
     from webhook_token where id = $1`,
    [id],
  );
  await expect(insert).rejects.toMatchObject({ code: '23514', constraint: guard });
});
