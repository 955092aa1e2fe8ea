import { expect, test } from 'vitest';
import { type Note, NotingClient } from './support/load/noting-client';
import { expectKept, expectResumed, expectUnharmed } from './support/reckoning/expectations';
import { say, seconds } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

const ROUNDS = 4;

test('a stop (SIGTERM) under load answers what was begun, resets nobody, and stores nothing else', async () => {
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
  const notes = await load.stop();
  // For a while nobody listened; every connection that was accepted got its answer.
  expect(lossesOf(notes)).toEqual(['ECONNREFUSED']);
  const { refused, unansweredStored } = await expectKept(postgres, notes);
  expect({ refused, unansweredStored }).toEqual({ refused: 0, unansweredStored: 0 });
});

test('a rolling restart (SIGUSR2) under load answers every call, with a success', async () => {
  const postgres = await Postgres.start();
  const server = await Server.start(postgres.url, { WEB_CONCURRENCY: '2' });
  const load = new NotingClient({ servers: [server], connections: 48 });
  await load.untilAccepted(500);
  await server.replaceWorkers();
  await load.untilAccepted(500);
  expectUnharmed(server);
  const notes = await load.stop();
  expect(lossesOf(notes)).toEqual([]);
  const { refused } = await expectKept(postgres, notes);
  expect(refused).toBe(0);
});

function lossesOf(notes: Note[]): string[] {
  const lost = notes.flatMap(({ answers }) => answers.flatMap((one) => ('lost' in one ? [one.lost] : [])));
  return [...new Set(lost)];
}
