import { expect, test } from 'vitest';
import { toIncoming } from './support/load/drafts';
import { longestMs } from './support/load/latency';
import { NotingClient } from './support/load/noting-client';
import {
  expectKept,
  expectMemoryBack,
  expectResumed,
  expectUnharmed,
} from './support/reckoning/expectations';
import { say, seconds } from './support/reckoning/figures';
import { Cable } from './support/servers/cable';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

/** A connection that says nothing is given up after 6 s (10 s beside the accept path), and the next one is tried. */
const RESUMED_TIMEOUT_MS = 25_000;

test('a way to PostgreSQL that is cut without a word is given up, and the next connection is used', async () => {
  const postgres = await Postgres.start();
  const cable = await Cable.lay(postgres.url);
  const server = await Server.start(cable.url);
  const channels = new NotingClient({ servers: [server] });
  const bots = new NotingClient({ servers: [server], draft: (n) => toIncoming(n, n) });
  await Promise.all([channels.untilAccepted(1_000), bots.untilAccepted(500)]);
  const beforeMb = server.residentMb;
  cable.cut();
  cable.mend();
  // These calls find pooled connections that were idle when the database fell silent.
  const newcomers = new NotingClient({ servers: [server], draft: (n) => toIncoming(n, n) });
  const fromMs = performance.now();
  for (const load of [channels, bots, newcomers]) await expectResumed(load, RESUMED_TIMEOUT_MS);
  expectUnharmed(server);
  await expectMemoryBack(server, beforeMb);
  const notes = [...(await channels.stop()), ...(await bots.stop()), ...(await newcomers.stop())];
  await expectKept(postgres, notes);
  const longest = longestMs(notes, fromMs - 1_000);
  say(`slowest answer: ${seconds(longest / 1_000)}`);
  expect(longest).toBeLessThan(RESUMED_TIMEOUT_MS);
});
