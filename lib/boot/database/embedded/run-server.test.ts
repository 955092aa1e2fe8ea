import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { UNFLUSHED } from '@/test/support/database/restored';
import { urlOf } from './credentials';
import { give } from './place';
import { stopPostmaster } from './postmaster';
import { type RunningServer, runServer } from './run-server';
import { type Settled, settleCluster } from './settle-cluster';

let dataDir = '';
let settled: Settled;
let server: RunningServer | undefined;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'postern-run-'));
  chmodSync(dataDir, 0o711);
  settled = await settleCluster({ dataDir, root: process.cwd(), onStep: () => {}, settings: UNFLUSHED });
});
afterEach(async () => {
  vi.restoreAllMocks();
  if (!server) return;
  await server.guard.end().catch(() => {});
  await stopPostmaster(server.postmaster, settled.binaries, settled.cluster);
  server = undefined;
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** How the server answers a new client: with a code, or 'ready'. */
async function answer(port = settled.credentials.port): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf({ ...settled.credentials, port }, 'postgres') });
  client.on('error', () => {});
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.end().catch(() => {});
  }
}

test('a port that a stranger has taken is told with its remedy', async () => {
  // It says nothing to whoever connects.
  const stranger = createServer((socket) => socket.resume());
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const { port } = stranger.address() as AddressInfo;
  await expect(runServer(settled, { port })).rejects.toThrow(
    /stop what listens on its port, and start again/,
  );
  await new Promise((resolve) => stranger.close(resolve));
});

test('a recovery of an hour is waited for, and said', async () => {
  const hold = path.join(dataDir, 'hold');
  writeFileSync(hold, '');
  const signal = path.join(settled.cluster, 'recovery.signal');
  writeFileSync(signal, '');
  give(signal, settled.account);
  // The recovery asks this command for more of the log, and waits for its answer.
  const settings = { ...UNFLUSHED, restore_command: `while [ -e ${hold} ]; do sleep 0.05; done; false` };
  const steps: string[] = [];
  let passedMs = 0;
  const clock = performance.now.bind(performance);
  const looks = vi.spyOn(performance, 'now').mockImplementation(() => clock() + passedMs);
  const starting = runServer({ ...settled, settings }, { onStep: (text) => steps.push(text) });
  await expect.poll(() => answer()).toBe('57P03');
  for (let minutes = 0; minutes < 60; minutes += 10) {
    passedMs += 10 * 60_000;
    const before = looks.mock.calls.length;
    await expect.poll(() => looks.mock.calls.length, { interval: 5 }).toBeGreaterThan(before + 1);
  }
  rmSync(hold);
  server = await starting;
  expect(await answer(server.port)).toBe('ready');
  expect(steps).toEqual([expect.stringMatching(/^The database reads its log again/)]);
});

test('a server that is still stopping is waited for and followed by a new one', async () => {
  const first = await runServer(settled);
  // Told to stop once the last session has ended.
  process.kill(first.postmaster.pid, 'SIGTERM');
  await expect.poll(() => answer(first.port)).toBe('57P03');
  const next = runServer(settled);
  await first.guard.end();
  server = await next;
  expect(server.postmaster.pid).not.toBe(first.postmaster.pid);
  expect(await answer(server.port)).toBe('ready');
});

test('a process that ends without stopping its server tells it to stop', async () => {
  const before = process.listeners('exit');
  const running = await runServer(settled);
  const [atEnd, ...others] = process.listeners('exit').filter((one) => !before.includes(one));
  expect(others).toEqual([]);
  atEnd?.(0);
  await running.postmaster.exited;
  expect(process.listeners('exit')).toEqual(before);
  expect(await answer(running.port)).toBe('ECONNREFUSED');
});
