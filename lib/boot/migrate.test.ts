import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { withDatabase } from './database-url';
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

test('the database keeps the slots of tokens between 1 and 5', async () => {
  const insert = admin.query(
    `insert into webhook_token (id, user_id, slot, name, public_id, secret_hash, ciphertext, key_version)
     values (gen_random_uuid(), 'nobody', 6, 'n', 'p', 'h', 'c', 1)`,
  );
  await expect(insert).rejects.toThrow('webhook_token_slot_one_to_five');
});
