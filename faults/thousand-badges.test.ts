import { type IncomingMessage, request } from 'node:http';
import { expect, inject, test } from 'vitest';
import { pool } from '@/lib/db/pool';
import { db } from '@/lib/db/prisma';
import { provide } from '@/lib/env';
import type { UnreadNews } from '@/lib/unread/dto';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { afterThisTest } from './support/clean-up';
import { signedIn } from './support/load/live-reader';
import { expectUnharmed } from './support/reckoning/expectations';
import { say } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';
import { until } from './support/until';

const READERS = inject('isShort') ? 60 : 1_000;
const POSTS = inject('isShort') ? 600 : 6_000;
const CALLERS = 32;
const AT_ONCE = 25;

test('a thousand browsers are told of unread messages while one of their channels is flooded, in few events, and all end up with the true count', async () => {
  const postgres = await Postgres.start();
  provide('DATABASE_URL', postgres.url);
  afterThisTest(() => pool().end());
  const server = await Server.start(postgres.url);
  const owner = await createUser();
  const [channel, { token }] = [await createChannel(owner), await createToken(owner)];
  const stranger = await openBadges(server, await signedIn(await createUser()));
  const browsers: Badges[] = [];
  while (browsers.length < READERS) {
    const more = Array.from({ length: Math.min(AT_ONCE, READERS - browsers.length) }, () =>
      aReader(server, channel.feedId),
    );
    browsers.push(...(await Promise.all(more)));
  }
  const isTold = (seq: number) => () => browsers.every(({ lastSeqOf }) => lastSeqOf(channel.feedId) >= seq);
  await until('all are told what there is', isTold(0), { timeoutMs: 60_000 });

  const url = `${server.url}/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token}`;
  const oneMs = performance.now();
  await post(url, 1);
  await until('all are told of one message', isTold(1), { timeoutMs: 30_000, everyMs: 5 });
  const oneTookMs = performance.now() - oneMs;

  const before = browsers.map(({ events }) => events());
  const floodMs = performance.now();
  let left = POSTS;
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (left-- > 0) await post(url, 1);
    }),
  );
  const postedMs = performance.now() - floodMs;
  await until('all are told of the last', isTold(POSTS + 1), { timeoutMs: 60_000, everyMs: 5 });
  const toldMs = performance.now() - floodMs - postedMs;
  const events = browsers.map((browser, n) => browser.events() - (before[n] ?? 0));
  say(`${READERS} browsers; one message was told to all after ${oneTookMs.toFixed(0)} ms`);
  say(
    `${POSTS} posts in ${(postedMs / 1_000).toFixed(1)} s (${((POSTS * 1_000) / postedMs).toFixed(0)}/s): at most ${Math.max(...events)} events to one browser, the last ${toldMs.toFixed(0)} ms after the last post`,
  );
  expect(Math.max(...events)).toBeLessThan(POSTS / 10);
  expect(new Set(browsers.map(({ unreadOf }) => unreadOf(channel.feedId)))).toEqual(new Set([POSTS + 1]));
  expect(stranger.lastSeqOf(channel.feedId)).toBe(-1);
  expectUnharmed(server);
});

async function aReader(server: Server, feedId: number): Promise<Badges> {
  const user = await createUser();
  await db().feedMember.create({ data: { feedId, userId: user.id }, select: { feedId: true } });
  return openBadges(server, await signedIn(user));
}

async function post(url: string, n: number): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: `Build ${n} passed` }),
  });
  expect(answer.status).toBe(204);
  await answer.text();
}

type Badges = { events(): number; lastSeqOf(feedId: number): number; unreadOf(feedId: number): number };

/** A browser that knows of its feeds what its stream tells. */
function openBadges(server: Server, cookie: string): Promise<Badges> {
  const feeds = new Map<number, UnreadNews['feeds'][number]>();
  let events = 0;
  let rest = '';
  const take = (text: string) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      if (!block.includes('event: unread')) continue;
      events++;
      const news: UnreadNews = JSON.parse(block.slice(block.indexOf('data: ') + 'data: '.length));
      for (const one of news.feeds) feeds.set(one.feedId, one);
    }
  };
  return new Promise((resolve, reject) => {
    const url = new URL('/api/events?unread=1', server.url);
    const asking = request(url, { agent: false, headers: { cookie } }, (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) return reject(new Error(`refused: ${answer.statusCode}`));
      answer.setEncoding('utf8').on('error', () => {});
      answer.on('data', take);
      resolve({
        events: () => events,
        lastSeqOf: (feedId) => feeds.get(feedId)?.lastSeq ?? -1,
        unreadOf: (feedId) => feeds.get(feedId)?.unread ?? -1,
      });
    });
    asking.on('error', reject);
    asking.end();
    afterThisTest(() => asking.destroy());
  });
}
