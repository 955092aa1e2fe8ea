import type pg from 'pg';
import { expect, test } from 'vitest';
import { afterThisTest } from './support/clean-up';
import { NotingClient } from './support/load/noting-client';
import {
  expectKept,
  expectMemoryBack,
  expectResumed,
  expectUnharmed,
} from './support/reckoning/expectations';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';
import { until } from './support/until';

const MAX_CONNECTIONS = 30;
/** PostgreSQL keeps three connections for superusers, and this test uses one of those. */
const ORDINARY_CONNECTIONS = MAX_CONNECTIONS - 3 - 1;
const POSTERNS = "FROM pg_stat_activity WHERE usename = 'app' AND application_name <> 'other'";

test('a PostgreSQL without a free connection costs only refusals, and the first free one is taken', async () => {
  const postgres = await Postgres.start({ settings: { max_connections: String(MAX_CONNECTIONS) } });
  const server = await Server.start(postgres.url);
  const load = new NotingClient({ servers: [server] });
  await load.untilAccepted(1_000);
  const beforeMb = server.residentMb;
  const others = await hogConnections(postgres);
  const refusedFrom = load.notes.length;
  await load.untilMade(500);
  expect(load.notes.slice(refusedFrom).some(({ answers }) => answers.some(isUnavailable))).toBe(true);
  await Promise.all(others.map((one) => one.end()));
  await expectResumed(load);
  expectUnharmed(server);
  await expectMemoryBack(server, beforeMb);
  const { unanswered } = await expectKept(postgres, await load.stop());
  expect(unanswered).toBe(0);
});

const isUnavailable = (answer: object) => 'status' in answer && answer.status === 503;

/** Takes every connection that ordinary roles may have, also those that Postern had. */
async function hogConnections(postgres: Postgres): Promise<pg.Client[]> {
  const administrator = postgres.client();
  await administrator.connect();
  const others: pg.Client[] = [];
  afterThisTest(async () => {
    for (const one of [administrator, ...others]) await one.end().catch(() => {});
  });
  await until(
    'others have all connections',
    async () => {
      await administrator.query(`SELECT pg_terminate_backend(pid) ${POSTERNS}`);
      const more = Array.from({ length: MAX_CONNECTIONS }, () => connectAsOther(postgres));
      others.push(...(await Promise.all(more)).filter((one) => one !== null));
      return others.length === ORDINARY_CONNECTIONS;
    },
    { timeoutMs: 30_000, everyMs: 0 },
  );
  return others;
}

async function connectAsOther(postgres: Postgres): Promise<pg.Client | null> {
  const client = postgres.appClient('other');
  try {
    await client.connect();
    return client;
  } catch {
    await client.end().catch(() => {});
    return null;
  }
}
