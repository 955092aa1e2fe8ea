import { expect, test } from 'vitest';
import { NotingClient } from './support/load/noting-client';
import {
  expectKept,
  expectMemoryBack,
  expectResumed,
  expectUnharmed,
} from './support/reckoning/expectations';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

const ROUNDS = 10;

test.each(['killPostmaster', 'kill'] as const)(
  'a crash of PostgreSQL under load loses nothing that was answered (%s)',
  async (crash) => {
    const postgres = await Postgres.start();
    const server = await Server.start(postgres.url);
    const load = new NotingClient({ servers: [server] });
    await load.untilAccepted(1_000);
    const beforeMb = server.residentMb;
    for (let round = 0; round < ROUNDS; round++) {
      await postgres[crash]();
      await postgres.start();
      await expectResumed(load);
    }
    expectUnharmed(server);
    await expectMemoryBack(server, beforeMb);
    const { unanswered } = await expectKept(postgres, await load.stop());
    expect(unanswered).toBe(0);
  },
);
