import { expect, inject, test } from 'vitest';
import { NotingClient } from './support/load/noting-client';
import {
  expectKept,
  expectMemoryBack,
  expectResumed,
  expectUnharmed,
} from './support/reckoning/expectations';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

const ROUNDS = inject('isShort') ? 2 : 6;

test('a restart of PostgreSQL under load costs at most refusals: what was refused was not stored', async () => {
  const postgres = await Postgres.start();
  const server = await Server.start(postgres.url);
  const load = new NotingClient({ servers: [server] });
  await load.untilAccepted(1_000);
  const beforeMb = server.residentMb;
  for (let round = 0; round < ROUNDS; round++) {
    await postgres.restartFast();
    await expectResumed(load);
  }
  expectUnharmed(server);
  await expectMemoryBack(server, beforeMb);
  // A quick restart refuses nobody: calls in doubt wait for their batch to be written again.
  const { unanswered } = await expectKept(postgres, await load.stop());
  expect(unanswered).toBe(0);
});
