import { expect, test } from 'vitest';
import { expectKept, expectResumed } from './support/expectations';
import { say, seconds } from './support/figures';
import { NotingClient } from './support/noting-client';
import { Postgres } from './support/postgres';
import { Server } from './support/server';

const ROUNDS = 5;

test('a stop (SIGTERM) under load answers what was begun; what was not answered was not stored', async () => {
  const postgres = await Postgres.start();
  const server = await Server.start(postgres.url);
  const load = new NotingClient({ servers: [server], connections: 48 });
  for (let round = 0; round < ROUNDS; round++) {
    await load.untilAccepted(500);
    const startedAtMs = performance.now();
    expect(await server.stop()).toBe(0);
    say(`stopped within ${seconds((performance.now() - startedAtMs) / 1_000)}`);
    await server.start();
    await expectResumed(load);
  }
  const { refused, unansweredStored } = await expectKept(postgres, await load.stop());
  expect({ refused, unansweredStored }).toEqual({ refused: 0, unansweredStored: 0 });
});
