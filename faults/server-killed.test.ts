import { expect, test } from 'vitest';
import { NotingClient } from './support/load/noting-client';
import { expectKept, expectResumed } from './support/reckoning/expectations';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

test('kill -9 of the server under load loses nothing that was answered, and the next start goes on', async () => {
  const postgres = await Postgres.start();
  const server = await Server.start(postgres.url);
  const load = new NotingClient({ servers: [server] });
  for (let round = 0; round < 2; round++) {
    await load.untilAccepted(1_000);
    await server.kill();
    await load.untilMade(20);
    await server.start();
    await expectResumed(load);
  }
  const { unanswered } = await expectKept(postgres, await load.stop());
  expect(unanswered).toBeGreaterThan(0);
});
