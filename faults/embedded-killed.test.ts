import { expect, test } from 'vitest';
import { expectUnharmed } from './support/reckoning/expectations';
import { say, seconds } from './support/reckoning/figures';
import { makeInstallation, postmasterOf } from './support/servers/embedded';
import { signal } from './support/servers/processes';
import { Server } from './support/servers/server';
import { until } from './support/until';

/** Crash recovery reads the log again, on a busy machine. */
const BACK_TIMEOUT_MS = 60_000;

test.each([1, 2])(
  'an embedded PostgreSQL that is killed under callers is started again by itself, and every answered call is stored (%i processes)',
  async (processes) => {
    const { dataDir, url } = await makeInstallation();
    const server = await Server.start('', { DATA_DIR: dataDir, WEB_CONCURRENCY: String(processes) });
    const post = async () => {
      const body = JSON.stringify({ text: 'Still here?' });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${server.url}${url}`, { method: 'POST', headers, body }).catch(
        () => null,
      );
      return response?.status ?? 0;
    };
    const page = async () => (await fetch(`${server.url}/sign-in`)).status;
    const health = async () => (await fetch(`${server.url}/api/health`).catch(() => null))?.status;
    expect(await post()).toBe(204);
    for (let death = 0; death < 3; death++) {
      const before = postmasterOf(dataDir);
      signal(before, 'SIGKILL');
      const startedAtMs = performance.now();
      const pages = Promise.all(Array.from({ length: 10 }, page));
      const statuses = await Promise.all(Array.from({ length: 20 }, post));
      expect(
        statuses.every((status) => [0, 204, 503].includes(status)),
        statuses.join(),
      ).toBe(true);
      for (const status of await pages) expect([200, 503]).toContain(status);
      await until('calls are accepted again', async () => (await post()) === 204, {
        timeoutMs: BACK_TIMEOUT_MS,
      });
      await until('health is 200 again', async () => (await health()) === 200, {
        timeoutMs: BACK_TIMEOUT_MS,
      });
      say(`back after ${seconds((performance.now() - startedAtMs) / 1_000)}`);
      expect(postmasterOf(dataDir)).not.toBe(before);
      expect(await page()).toBe(200);
    }
    expectUnharmed(server);
    expect(server.output).toContain('is started again');
  },
);
