import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { usualDraft } from './support/load/drafts';
import { NotingClient, wasAccepted } from './support/load/noting-client';
import {
  expectKept,
  expectMemoryBack,
  expectResumed,
  expectUnharmed,
} from './support/reckoning/expectations';
import { say } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';
import { postgresOnSmallDisk, smallDiskForDatabase } from './support/servers/small-disk';
import { until } from './support/until';

/** A disk takes a while to fill. */
const FULL_TIMEOUT_MS = 90_000;

/** Messages that cannot be compressed. */
const large = (n: number) => ({
  ...usualDraft(n),
  more: { card: { title: randomBytes(90).toString('hex') }, slides: [{ type: 'text', data: text() }] },
});
const text = () => randomBytes(3_000).toString('base64');

test('a full disk under the tables costs only 503, half stores nothing, and is over when there is space', async () => {
  const postgres = await Postgres.start();
  const disk = await smallDiskForDatabase(postgres);
  say(`the disk: ${disk.how}`);
  const server = await Server.start(postgres.url);
  const load = new NotingClient({ servers: [server], draft: large });
  await load.untilAccepted(500);
  const beforeMb = server.residentMb;
  disk.fill();
  await untilRefused(load);
  expect(statusesOf(load).toSorted()).toEqual([204, 503]);
  disk.empty();
  await expectResumed(load);
  expectUnharmed(server);
  await expectMemoryBack(server, beforeMb);
  const { unanswered } = await expectKept(postgres, await load.stop());
  expect(unanswered).toBe(0);
});

test('a disk too full for the log of PostgreSQL, which ends it, loses nothing that was answered', async () => {
  const { postgres, disk } = await postgresOnSmallDisk();
  say(`the disk: ${disk.how}`);
  const server = await Server.start(postgres.url);
  const load = new NotingClient({ servers: [server], draft: large });
  await load.untilAccepted(500);
  const beforeMb = server.residentMb;
  disk.fill();
  await untilRefused(load);
  await exhaustLog(postgres);
  disk.empty();
  await postgres.kill();
  await postgres.start();
  await expectResumed(load);
  expectUnharmed(server);
  await expectMemoryBack(server, beforeMb);
  await expectKept(postgres, await load.stop());
});

/** Resolves when none of the newest calls is accepted. */
async function untilRefused(load: NotingClient): Promise<void> {
  const refused = () => load.notes.length > 200 && !load.notes.slice(-200).some(wasAccepted);
  await until('nothing more is accepted', refused, { timeoutMs: FULL_TIMEOUT_MS });
}

/** Begins new segments of the log until there is no room for another. Then PostgreSQL ends, or waits. */
async function exhaustLog(postgres: Postgres): Promise<void> {
  const next = () => postgres.query('SELECT pg_switch_wal()');
  const isOver = () =>
    next().then(
      () => false,
      () => true,
    );
  await until('PostgreSQL gives up', isOver, { timeoutMs: FULL_TIMEOUT_MS });
}

function statusesOf({ notes }: NotingClient): unknown[] {
  const statuses = notes.flatMap(({ answers }) =>
    answers.map((one) => ('status' in one ? one.status : one.lost)),
  );
  return [...new Set(statuses)];
}
