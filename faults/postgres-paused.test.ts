import { setTimeout as pause } from 'node:timers/promises';
import { inject, test } from 'vitest';
import { NotingClient } from './support/load/noting-client';
import {
  expectKept,
  expectMemoryBack,
  expectResumed,
  expectUnharmed,
} from './support/reckoning/expectations';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

/** The first is longer than a statement may take, the second longer than a batch on a silent connection is tried again. */
const PAUSES_MS = inject('isShort') ? [4_000] : [4_000, 25_000];

test.each(PAUSES_MS)(
  'a PostgreSQL that stands still for %i ms stores nothing that was refused meanwhile, and goes on after it',
  async (pauseMs) => {
    const postgres = await Postgres.start();
    const server = await Server.start(postgres.url);
    const load = new NotingClient({ servers: [server], connections: 48 });
    await load.untilAccepted(1_000);
    const beforeMb = server.residentMb;
    postgres.pause();
    // The fault is the passing of time itself; the test waits for nothing here.
    await pause(pauseMs);
    postgres.resume();
    await expectResumed(load);
    expectUnharmed(server);
    await expectMemoryBack(server, beforeMb);
    await expectKept(postgres, await load.stop());
  },
);
