import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownDatabase } from '@/test/support/database/own-database';
import { makePartition } from './ensure-partitions';
import { indexPartitions } from './index-partitions';
import { partitionName, WEEK_MS, weekOf } from './partitions';

let own: pg.Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ pool: own, drop } = await ownDatabase('index_partitions'));
});
afterAll(() => drop());

const INDEX = 'invocation_not_accepted';

async function state() {
  const { rows } = await own.query(
    `SELECT i.indisvalid AS valid, ARRAY(SELECT j.indrelid::regclass::text FROM pg_inherits JOIN pg_index j ON j.indexrelid = inhrelid
       WHERE inhparent = i.indexrelid AND j.indisvalid ORDER BY 1) AS indexed,
       ARRAY(SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'invocation'::regclass ORDER BY 1) AS partitions
     FROM pg_index i WHERE i.indexrelid = $1::regclass`,
    [INDEX],
  );
  return rows[0] as { valid: boolean; indexed: string[]; partitions: string[] };
}

it('a history that was long before the update gets its index week by week, also where it was cut short', async () => {
  const { rows } = await own.query('SELECT pg_get_indexdef($1::regclass) AS definition', [INDEX]);
  // The state that the migration leaves when partitions exist already.
  await own.query(`DROP INDEX ${INDEX}`);
  await own.query(rows[0].definition);
  expect(await state()).toMatchObject({ valid: false, indexed: [] });

  // A process that ended halfway leaves an index that belongs to nothing.
  const current = partitionName('invocation', weekOf(Date.now()));
  await own.query(`CREATE INDEX ${current}_${INDEX} ON ${current} (token_id)`);
  const connection = await own.connect();
  await indexPartitions(connection);
  const done = await state();
  expect(done.valid).toBe(true);
  expect(done.indexed).toEqual(done.partitions);
  // A second run finds nothing left and makes nothing twice.
  await indexPartitions(connection);
  connection.release();
  expect(await state()).toEqual(done);
});

it('weeks that are made later have the index from the beginning', async () => {
  const week = weekOf(Date.now()) + 20 * WEEK_MS;
  await makePartition(own, 'invocation', week);
  expect((await state()).indexed).toContain(partitionName('invocation', week));
});
