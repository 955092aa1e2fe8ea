import { randomUUID } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { withDatabase } from '@/lib/boot/database/url';
import { pool } from '@/lib/db/pool';
import { env } from '@/lib/env';
import { openThread } from '@/lib/threads/open-thread';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import { acceptPool } from '@/lib/webhooks/accept/pool';
import { standardProfile } from '@/lib/webhooks/limits/profile';
import { hearNotifications } from '@/test/support/notifications';
import { toBot, toChannel, toChat } from '@/test/support/webhooks/targets';
import { aBot, aChannel, anAcceptance, aToken, aUser } from '@/test/support/webhooks/world';
import { announce } from './announce';
import { type Announcer, makeAnnouncer } from './announcer';

const UNLIMITED = standardProfile(1_000_000, 1_000_000);

const announcers: Announcer[] = [];
afterEach(async () => {
  for (const one of announcers.splice(0)) await one.close();
});

function anAnnouncer(options?: Parameters<typeof makeAnnouncer>[0]): Announcer {
  const made = makeAnnouncer(options);
  announcers.push(made);
  return made;
}

/** A person with a token and a channel, and calls into it through this process's announcer. */
async function aPlace() {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const writer = acceptWriter(acceptPool(), UNLIMITED);
  const post = (more = {}) =>
    writer.add(anAcceptance(token, { ...toChannel(channel.uniqueName), ...more }), 100);
  return { user, token, channel, feed: String(channel.feedId), post };
}

/** Resolves when all earlier announcements were heard: one connection sends all of them, in order. */
async function settled(hearing: Awaited<ReturnType<typeof hearNotifications>>) {
  const last = randomUUID();
  announce([`token ${last}`]);
  await hearing.until(last);
}

it('a thousand calls at once into one channel are few notifications, and at least one after the last', async () => {
  const hearing = await hearNotifications();
  const { feed, token, post } = await aPlace();
  const verdicts = await Promise.all(Array.from({ length: 1_000 }, () => post()));
  expect(verdicts.every(({ code }) => code === null)).toBe(true);
  await settled(hearing);
  expect(hearing.count(feed)).toBeGreaterThan(0);
  expect(hearing.count(feed)).toBeLessThanOrEqual(50);
  expect(hearing.count(token.id)).toBeLessThanOrEqual(50);
  const before = hearing.count(feed);
  await post();
  await settled(hearing);
  expect(hearing.count(feed)).toBe(before + 1);
});

it('the accepting statement notifies nobody by itself: without an announcer nothing is heard', async () => {
  const { user, feed, token, channel } = await aPlace();
  const bot = await aBot(await aUser());
  const hearing = await hearNotifications();
  const silent = acceptWriter(acceptPool(), UNLIMITED, () => {});
  const call = () => anAcceptance(token, toChannel(channel.uniqueName));
  const refused = anAcceptance(token, toChannel('nowhere'));
  await silent.add(call(), 100);
  await Promise.all([call(), call(), refused].map((one) => silent.add(one, 100)));
  const first = anAcceptance(token, { ...toBot(bot.uniqueName), receivers: { kind: 'owner' } });
  expect(await silent.add(first, 100)).toMatchObject({ code: null });
  await settled(hearing);
  expect([feed, token.id, String(bot.feedId), user.id].map(hearing.count)).toEqual([0, 0, 0, 0]);
});

it('accepted and refused calls are told to the token’s history, messages to their feed, replies to the conversation above', async () => {
  const hearing = await hearNotifications();
  const { feed, token, channel, post } = await aPlace();
  expect(await post(toChannel('nowhere'))).toMatchObject({ code: 'channel_not_exists' });
  await settled(hearing);
  expect([hearing.channelsOf(token.id), hearing.count(feed)]).toEqual([['postern_token'], 0]);
  const root = await post();
  const thread = await openThread({ feedId: channel.feedId, seq: root.seq ?? 0 }, null);
  expect(await post(toChat(thread))).toMatchObject({ code: null, feedId: thread });
  await settled(hearing);
  expect(hearing.channelsOf(feed)).toEqual(['postern_feed']);
  expect(hearing.channelsOf(String(thread))).toEqual(['postern_feed']);
  expect(hearing.channelsOf(`${feed}/${root.seq}`)).toEqual(['postern_thread']);
});

it('whoever gets their first message of a bot is told after the commit that they have one more feed, once', async () => {
  const { user, post } = await aPlace();
  const bot = await aBot(await aUser());
  const hearing = await hearNotifications();
  for (const _ of ['the first', 'another']) {
    expect(await post({ ...toBot(bot.uniqueName), receivers: { kind: 'owner' } })).toMatchObject({
      code: null,
    });
  }
  await settled(hearing);
  expect(hearing.channelsOf(user.id)).toEqual(['postern_access']);
});

it('news of a connection that the database ends are announced over the next one', async () => {
  const hearing = await hearNotifications();
  await settled(hearing);
  await pool().query(
    "select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'postern announce' and datname = current_database()",
  );
  await settled(hearing);
});

it('while the database is away each news is kept once, and sent when it is back', async () => {
  const hearing = await hearNotifications();
  const way = await aWay();
  const announcer = anAnnouncer({ connectionString: way.url });
  const [first, second] = [randomUUID(), randomUUID()];
  announcer.announce([`token ${first}`]);
  await hearing.until(first);
  // The first may be sent twice, since its answer was still under way.
  const tried = way.close();
  for (let times = 0; times < 3; times++) announcer.announce([`token ${second}`]);
  await tried;
  way.open();
  await hearing.until(second);
  await settled(hearing);
  expect(hearing.count(second)).toBe(1);
});

it('more news than are kept become one: anything may be new', async () => {
  // In the database `postgres`, where no other test listens: "everything may be new" reaches all listeners.
  const connectionString = withDatabase(env().directDatabaseUrl ?? '', 'postgres');
  const hearing = await hearNotifications(connectionString);
  const announcer = anAnnouncer({ connectionString, mostKept: 10 });
  const many = Array.from({ length: 11 }, () => randomUUID());
  announcer.announce(many.map((id) => `token ${id}`));
  await hearing.until('*');
  await announcer.close();
  const last = randomUUID();
  anAnnouncer({ connectionString }).announce([`token ${last}`]);
  await hearing.until(last);
  expect(hearing.channelsOf('*').sort()).toEqual([
    'postern_access',
    'postern_feed',
    'postern_handler',
    'postern_thread',
    'postern_token',
  ]);
  expect(many.map(hearing.count)).toEqual(many.map(() => 0));
});

it('closing sends what is left, does not wait for a database that is away, and takes nothing more', async () => {
  const hearing = await hearNotifications();
  const [last, late] = [randomUUID(), randomUUID()];
  // The announcer would rest for a minute after the first statement.
  const announcer = anAnnouncer({ everyMs: 60_000 });
  const first = randomUUID();
  announcer.announce([`token ${first}`]);
  await hearing.until(first);
  announcer.announce([`token ${last}`]);
  await announcer.close();
  await hearing.until(last);
  announcer.announce([`token ${late}`]);
  const away = anAnnouncer({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' });
  away.announce([`token ${late}`]);
  await away.close();
  await settled(hearing);
  expect(hearing.count(late)).toBe(0);
});

/** A way to the database that can be closed: its connections end, and new ones are refused at once. */
async function aWay() {
  const target = new URL(env().directDatabaseUrl ?? '');
  const sockets = new Set<Socket>();
  let isOpen = true;
  let onRefused = () => {};
  const server = createServer((near) => {
    near.on('error', () => {});
    if (!isOpen) {
      near.destroy();
      onRefused();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const address = server.address();
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  return {
    url: url.href,
    /** Resolves when a connection was tried in vain. */
    close(): Promise<void> {
      isOpen = false;
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        onRefused = resolve;
      });
    },
    open() {
      isOpen = true;
    },
  };
}
