import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { UNFLUSHED } from '@/test/support/database/restored';
import { urlOf } from './credentials';
import { type Settled, settleCluster } from './settle-cluster';
import { type Supervised, supervise } from './supervise';

const LIMITS = { firstPauseMs: 20, longestPauseMs: 100, mostAttempts: 3 };

let dataDir = '';
let settled: Settled;
let server: Supervised;
let lost: Error[] = [];
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'postern-supervise-'));
  chmodSync(dataDir, 0o711);
  settled = await settleCluster({ dataDir, root: process.cwd(), onStep: () => {}, settings: UNFLUSHED });
});
beforeEach(async () => {
  lost = [];
  server = await supervise(settled, (error) => lost.push(error), { limits: LIMITS });
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const lockFile = () => path.join(settled.cluster, 'postmaster.pid');
const postmasterPid = () => Number(readFileSync(lockFile(), 'utf8').split('\n')[0]);

async function ask(sql = 'select 1 as one') {
  const client = new pg.Client({ connectionString: urlOf({ ...settled.credentials, port: server.port }) });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

const untilItAnswers = () =>
  expect.poll(() => ask().catch(() => null), { timeout: 30_000 }).toEqual([{ one: 1 }]);

test('a server that is killed is started again at its port, as often as that happens, with all that was committed', async () => {
  await ask('create table kept as select 1 as id');
  for (let death = 0; death < 2; death++) {
    const before = postmasterPid();
    process.kill(before, 'SIGKILL');
    await untilItAnswers();
    expect(postmasterPid()).not.toBe(before);
    expect(await ask('select id from kept')).toEqual([{ id: 1 }]);
  }
  expect(lost).toEqual([]);
  await server.stop();
  expect(() => postmasterPid()).toThrow('ENOENT');
});

test('a crash of one of its processes, which ends all sessions, leaves it ours: no second Postern gets in', async () => {
  const [{ pid }] = await ask(
    'select pid from pg_stat_activity where application_name like $$postern process%$$',
  );
  process.kill(pid, 'SIGKILL');
  await untilItAnswers();
  const holders = "select pid from pg_locks where locktype = 'advisory' and granted";
  const others = async () => (await ask(holders).catch(() => [])).map((row) => row.pid !== pid);
  await expect.poll(others, { timeout: 30_000 }).toEqual([true]);
  await expect(supervise(settled, () => {}, { limits: LIMITS })).rejects.toThrow('Another Postern');
  await server.stop();
});

test.each(['at once', 'in the middle'])(
  'a stop while it is being started again, %s, leaves nothing running',
  async (when) => {
    const before = postmasterPid();
    process.kill(before, 'SIGKILL');
    if (when === 'in the middle') await expect.poll(() => postmasterPid(), { interval: 5 }).not.toBe(before);
    await server.stop();
    if (when === 'in the middle') expect(() => postmasterPid()).toThrow('ENOENT');
    await expect(ask()).rejects.toThrow('ECONNREFUSED');
  },
);

test('a server that cannot be started again is given up after some attempts, once, with the reason', async () => {
  const [needed, aside] = [path.join(settled.cluster, 'global'), path.join(settled.cluster, 'global.aside')];
  renameSync(needed, aside);
  process.kill(postmasterPid(), 'SIGKILL');
  await expect.poll(() => lost.length, { timeout: 30_000 }).toBe(1);
  expect(lost[0]?.message).toMatch(/^The embedded PostgreSQL does not start \(.+\): /);
  await server.stop();
  renameSync(aside, needed);
  expect(lost).toHaveLength(1);
});
