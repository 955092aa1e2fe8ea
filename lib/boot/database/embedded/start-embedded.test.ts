import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UNFLUSHED } from '@/test/support/database/restored';
import type { Database } from '../database';
import { startEmbedded } from './start-embedded';

let dataDir = '';
const start = () => startEmbedded({ dataDir, root: process.cwd(), onStep: () => {}, settings: UNFLUSHED });
const cluster = () => path.join(dataDir, 'postgres');

async function ask(database: Database, sql: string) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'postern-embedded-'));
  chmodSync(dataDir, 0o711);
  const database = await start();
  await ask(database, 'create table kept (id int)');
  await database.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('data survives a stop and a start, and nobody else can read the password', async () => {
  const database = await start();
  expect(await ask(database, "select to_regclass('kept') is not null as kept")).toEqual([{ kept: true }]);
  await database.close();
  expect(statSync(path.join(dataDir, 'database.json')).mode & 0o777).toBe(0o600);
  expect(() => readFileSync(path.join(cluster(), 'postmaster.pid'))).toThrow('ENOENT');
});

test('a second Postern on the same data directory is told who has it, and disturbs nothing', async () => {
  const database = await start();
  await expect(start()).rejects.toThrow(/^Another Postern \(process \d+\) uses the data directory/);
  expect(await ask(database, 'select 1 as one')).toEqual([{ one: 1 }]);
  await database.close();
});

test('a data directory of another major version is refused with the way out', async () => {
  const file = path.join(cluster(), 'PG_VERSION');
  writeFileSync(file, '12\n');
  await expect(start()).rejects.toThrow(
    /made by PostgreSQL 12, but this Postern brings PostgreSQL \d+: start the Postern that made it and move the data over, as docs/,
  );
  writeFileSync(file, '18\n');
});

test('a lost password file is reported, and the server is not left running', async () => {
  const file = path.join(dataDir, 'database.json');
  const kept = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(kept), password: 'another' }));
  await expect(start()).rejects.toThrow(/refuses the password in database.json: restore that file/);
  expect(() => readFileSync(path.join(cluster(), 'postmaster.pid'))).toThrow('ENOENT');
  rmSync(file);
  await expect(start()).rejects.toThrow(/database.json with the database's password is missing/);
  writeFileSync(file, kept, { mode: 0o600 });
});

test('a stale lock file of a server that was killed does not stop the next start', async () => {
  const database = await start();
  const pid = Number(readFileSync(path.join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await database.close();
  const again = await start();
  expect(await ask(again, 'select 1 as one')).toEqual([{ one: 1 }]);
  await again.close();
});
