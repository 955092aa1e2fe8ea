import { expect, test } from 'vitest';
import { type Answer, NotingClient } from './support/load/noting-client';
import {
  expectKept,
  expectMemoryBack,
  expectResumed,
  expectUnharmed,
} from './support/reckoning/expectations';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';
import { until } from './support/until';

test('a lock that somebody holds for longer than a statement may take costs only refusals', async () => {
  const postgres = await Postgres.start();
  const server = await Server.start(postgres.url);
  const load = new NotingClient({ servers: [server] });
  await load.untilAccepted(1_000);
  const beforeMb = server.residentMb;
  const other = postgres.client();
  await other.connect();
  await other.query('BEGIN; LOCK TABLE feed IN ACCESS EXCLUSIVE MODE');
  const wereRefused = () => load.notes.filter(({ answers }) => answers.some(isUnavailable)).length > 20;
  await until('calls are refused', wereRefused, { timeoutMs: 30_000 });
  await other.query('ROLLBACK');
  await other.end();
  await expectResumed(load);
  expectUnharmed(server);
  await expectMemoryBack(server, beforeMb);
  const { unanswered } = await expectKept(postgres, await load.stop());
  expect(unanswered).toBe(0);
});

const isUnavailable = (answer: Answer) => 'status' in answer && answer.status === 503;
