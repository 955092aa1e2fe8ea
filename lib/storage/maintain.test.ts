import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { provide } from '@/lib/env';
import { ownDatabase } from '@/test/support/database/own-database';
import { makePartition } from './ensure-partitions';
import { longMaintenance, maintain } from './maintain';
import { partitionName, WEEK_MS, weekOf } from './partitions';

let url = '';
let own: pg.Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ url, pool: own, drop } = await ownDatabase('maintain'));
  provide('DATABASE_URL', url);
  await own.query(
    `insert into "user" (id, email, name, created_at) values ('u', 'u@example.com', 'U', now())`,
  );
});
afterAll(() => drop());

/** Monday of the week before a year ago. */
const old = weekOf(Date.now()) - 53 * WEEK_MS;

async function exists(name: string): Promise<boolean> {
  const { rows } = await own.query('select to_regclass($1) is not null as is', [name]);
  return rows[0].is;
}

it('goes on with its other steps when some of them fail', async () => {
  const [expired, coming, other] = [
    partitionName('invocation', old),
    partitionName('invocation', weekOf(Date.now()) + 5 * WEEK_MS),
    partitionName('message', weekOf(Date.now()) + 5 * WEEK_MS),
  ];
  await makePartition(own, 'invocation', old);
  // What stands in the way of the coming weeks and of one cleaner, as a full disk might.
  await own.query(`drop table ${coming}, ${other}; create view ${coming} as select 1`);
  await own.query('alter table webauthn_challenge rename to challenge_aside');
  await own.query(`insert into attempt_counter (key, updated_at) values ('old', now() - interval '1 day')`);
  await maintain();
  expect(await exists(expired)).toBe(false);
  expect((await own.query('select from attempt_counter')).rows).toEqual([]);
  await own.query(`drop view ${coming}; alter table challenge_aside rename to webauthn_challenge`);
  await maintain();
  expect([await exists(coming), await exists(other)]).toEqual([true, true]);
});

it('does not wait for a session that has forgotten its transaction, and finishes a later time', async () => {
  const expired = partitionName('message', old);
  await makePartition(own, 'message', old);
  const forgetful = new pg.Client({ connectionString: url });
  await forgetful.connect();
  await forgetful.query(`begin; select from ${expired}`);
  await maintain();
  expect(await exists(expired)).toBe(true);
  await forgetful.query('commit');
  await maintain();
  expect(await exists(expired)).toBe(false);
  await forgetful.end();
});

it('knows which other session maintains, and since when', async () => {
  const other = new pg.Client({ connectionString: url, application_name: 'postern maintenance' });
  await other.connect();
  const { rows } = await other.query('select pg_backend_pid() as pid');
  expect(await longMaintenance(own, 0)).toMatchObject([{ pid: rows[0].pid, since: expect.any(Date) }]);
  expect(await longMaintenance(own, 1)).toEqual([]);
  await other.end();
});
