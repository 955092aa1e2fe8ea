import { expect, inject, test } from 'vitest';
import { pool } from '@/lib/db/pool';
import { provide } from '@/lib/env';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { afterThisTest } from './support/clean-up';
import { LiveReader, signedIn } from './support/load/live-reader';
import { expectMemoryBack, expectUnharmed } from './support/reckoning/expectations';
import { say } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';
import { until } from './support/until';

const PEOPLE = inject('isShort') ? 6 : 28;
const SESSIONS_EACH = 3;
/** A session may have as many (lib/streams/line/policy.ts). */
const STREAMS_EACH = 12;
const STREAMS = PEOPLE * SESSIONS_EACH * STREAMS_EACH;
const SLOW = 50;
const POSTS = 12;
const PAGES = 15;
/** For a busy machine. It took 4.8 s when every stream read for itself. */
const MOST_MEDIAN_MS = 1_500;
const AT_ONCE = 50;

test('a thousand streams of one channel all get what is posted, and another person’s page stays answerable', async () => {
  const postgres = await Postgres.start();
  // The factories write to this test's database; the address this process was given is the template's.
  provide('DATABASE_URL', postgres.url);
  afterThisTest(() => pool().end());
  const server = await Server.start(postgres.url);
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => createUser()));
  const [owner, ...others] = people as [(typeof people)[number], ...typeof people];
  const [channel, { token }] = [await createChannel(owner, { members: others }), await createToken(owner)];
  const visitor = await createUser();
  const own = await createChannel(visitor);
  const visit = pageOf(server, `/channels/${own.uniqueName}`, await signedIn(visitor));
  await visit();
  const [alone, beforeMb] = [await medianOf(visit), server.residentMb];

  const cookies = await Promise.all(
    people.flatMap((one) => Array.from({ length: SESSIONS_EACH }, () => signedIn(one))),
  );
  const wanted = Array.from({ length: STREAMS }, (_, n) => cookies[n % cookies.length] ?? '');
  const streams = await openAll(server, wanted, channel.feedId);
  expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await LiveReader.open(server, cookies[0] ?? '', channel.feedId)).status).toBe(429);
  const [slow, quick] = [streams.slice(0, SLOW), streams.slice(SLOW)];
  for (const stream of quick) stream.read();
  const idle = await medianOf(visit);
  const withMb = server.residentMb;

  const url = `${server.url}/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token}`;
  const posting = postAll(url);
  const during = await medianOf(visit);
  await posting;
  const all = Array.from({ length: POSTS }, (_, n) => n + 1).join();
  const haveAll = () => quick.every(({ seqs }) => seqs.join() === all);
  await until('all who read have every message once', haveAll, { timeoutMs: 30_000, everyMs: 20 });
  for (const stream of slow) stream.read();
  const slowToo = () => slow.every(({ seqs }) => seqs.join() === all);
  await until('those who did not read have them, too', slowToo, { timeoutMs: 30_000, everyMs: 20 });

  say(`${STREAMS} streams, ${POSTS} posts; a page of somebody else's, median of ${PAGES}:`);
  say(
    `${alone.toFixed(0)} ms without streams, ${idle.toFixed(0)} ms with them, ${during.toFixed(0)} ms while posting`,
  );
  say(`memory: ${beforeMb} MB before, ${withMb} MB with them: ${perStreamKb(withMb - beforeMb)} KB a stream`);
  expect(during).toBeLessThan(MOST_MEDIAN_MS);
  for (const stream of streams) stream.leave();
  await expectMemoryBack(server, beforeMb);
  expectUnharmed(server);
});

const perStreamKb = (mb: number) => Math.round((mb * 1_024) / STREAMS);

function pageOf(server: Server, path: string, cookie: string) {
  return async () => {
    const answer = await fetch(`${server.url}${path}`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    await answer.text();
  };
}

async function medianOf(visit: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  while (times.length < PAGES) {
    const fromMs = performance.now();
    await visit();
    times.push(performance.now() - fromMs);
  }
  return times.sort((a, b) => a - b)[Math.floor(PAGES / 2)] ?? Number.NaN;
}

async function openAll(server: Server, cookies: string[], feedId: number): Promise<LiveReader[]> {
  const streams: LiveReader[] = [];
  afterThisTest(() => {
    for (const stream of streams) stream.leave();
  });
  while (streams.length < cookies.length) {
    const next = cookies.slice(streams.length, streams.length + AT_ONCE);
    streams.push(...(await Promise.all(next.map((cookie) => LiveReader.open(server, cookie, feedId)))));
  }
  return streams;
}

async function postAll(url: string): Promise<void> {
  for (let n = 1; n <= POSTS; n++) {
    const body = JSON.stringify({ text: `Build ${n} passed` });
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(204);
  }
}
