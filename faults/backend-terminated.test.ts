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

const ROUNDS = inject('isShort') ? 10 : 40;

test.each(['directly', 'through a transaction pooler'])(
  'pg_terminate_backend of the accepting connections under load leaves nothing half done (%s)',
  async (way) => {
    const postgres = await Postgres.start();
    const pooler = way === 'directly' ? '' : postgres.url;
    const server = await Server.start(postgres.url, { DIRECT_DATABASE_URL: pooler });
    const load = new NotingClient({ servers: [server] });
    await load.untilAccepted(1_000);
    const beforeMb = server.residentMb;
    let terminated = 0;
    for (let round = 0; round < ROUNDS; round++) {
      await load.untilAccepted(50);
      terminated += await terminateAcceptingBackends(postgres);
    }
    expect(terminated).toBeGreaterThanOrEqual(ROUNDS);
    await expectResumed(load);
    expectUnharmed(server);
    await expectMemoryBack(server, beforeMb);
    const { unanswered } = await expectKept(postgres, await load.stop());
    expect(unanswered).toBe(0);
  },
);

async function terminateAcceptingBackends(postgres: Postgres): Promise<number> {
  const ended = await postgres.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'postern-accept'",
  );
  return ended.length;
}
