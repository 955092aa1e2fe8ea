import { expect, test } from 'vitest';
import { pool } from '@/lib/db/pool';
import { provide } from '@/lib/env';
import { HEARTBEAT_MS } from '@/lib/streams/line/policy';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { afterThisTest } from './support/clean-up';
import { LiveReader, signedIn } from './support/load/live-reader';
import { expectUnharmed } from './support/reckoning/expectations';
import { Postgres } from './support/servers/postgres';
import { signal } from './support/servers/processes';
import { Server } from './support/servers/server';
import { until } from './support/until';

/** A heartbeat, and what a busy machine adds. */
const HEALED_MS = HEARTBEAT_MS + 15_000;
const SOON_MS = 10_000;

async function aPlace() {
  const postgres = await Postgres.start();
  // The factories write to this test's database; the address this process was given is the template's.
  provide('DATABASE_URL', postgres.url);
  afterThisTest(() => pool().end());
  const owner = await createUser();
  const [channel, { token }] = [await createChannel(owner), await createToken(owner)];
  const cookie = await signedIn(owner);
  return {
    postgres,
    async watch(server: Server): Promise<LiveReader> {
      const page = await LiveReader.open(server, cookie, channel.feedId);
      afterThisTest(() => page.leave());
      page.read();
      return page;
    },
    /** Over a connection of its own. */
    async post(server: Server): Promise<void> {
      const url = `${server.url}/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token}`;
      const headers = { 'content-type': 'application/json', connection: 'close' };
      const answer = await fetch(url, { method: 'POST', headers, body: '{"text":"Build passed"}' });
      expect(answer.status).toBe(204);
    },
  };
}

test('kill -9 between a commit and its notification: pages of another server show the message within a heartbeat', async () => {
  const { postgres, watch, post } = await aPlace();
  const [taking, showing] = [await Server.start(postgres.url), await Server.start(postgres.url)];
  const page = await watch(showing);
  await post(taking);
  await until('the page hears of it', () => page.seqs.join() === '1', { timeoutMs: SOON_MS });

  // From here on every announcement waits for this backend.
  const backends = await postgres.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'postern announce'",
  );
  expect(backends).toHaveLength(1);
  const { pid = 0 } = backends[0] ?? {};
  signal(pid, 'SIGSTOP');
  try {
    await post(taking);
    await taking.kill();
    const isHealed = () => page.seqs.join() === '1,2';
    await until('the page shows what nobody announced', isHealed, { timeoutMs: HEALED_MS });
  } finally {
    signal(pid, 'SIGCONT');
  }
  expectUnharmed(showing);
});
