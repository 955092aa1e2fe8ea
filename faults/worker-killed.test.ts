import { expect, test } from 'vitest';
import { NotingClient } from './support/load/noting-client';
import { expectKept, expectResumed, expectUnharmed } from './support/reckoning/expectations';
import { Postgres } from './support/servers/postgres';
import { signal, untilGone } from './support/servers/processes';
import { Server } from './support/servers/server';
import { until } from './support/until';

const ROUNDS = 3;

test('kill -9 of one of several processes under load loses nothing, and another takes its place', async () => {
  const postgres = await Postgres.start();
  const server = await Server.start(postgres.url, { WEB_CONCURRENCY: '2' });
  const load = new NotingClient({ servers: [server] });
  for (let round = 0; round < ROUNDS; round++) {
    await load.untilAccepted(500);
    const [victim = 0] = server.workers;
    signal(victim, 'SIGKILL');
    await untilGone([victim]);
    await expectResumed(load);
    await until('there are two again', () => server.workers.length === 2, { timeoutMs: 20_000 });
  }
  expectUnharmed(server);
  const { refused } = await expectKept(postgres, await load.stop());
  expect(refused).toBe(0);
});

test('kill -9 of the process above them ends them all, loses nothing, and the next start goes on', async () => {
  const postgres = await Postgres.start();
  const server = await Server.start(postgres.url, { WEB_CONCURRENCY: '2' });
  const load = new NotingClient({ servers: [server] });
  await load.untilAccepted(500);
  const { workers } = server;
  await server.killPrimary();
  await untilGone(workers);
  await server.start();
  await expectResumed(load);
  const { refused } = await expectKept(postgres, await load.stop());
  expect(refused).toBe(0);
});
