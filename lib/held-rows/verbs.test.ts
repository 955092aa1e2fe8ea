import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setMemberStatus } from '@/lib/accounts/set-member-status';
import { HERALD_BOT } from '@/lib/accounts/user/insert-user';
import { createBot } from '@/lib/bots/create-bot';
import { saveBotHandler } from '@/lib/bots/save-bot-handler';
import { updateBot } from '@/lib/bots/update-bot';
import { db } from '@/lib/db/prisma';
import { provide } from '@/lib/env';
import { postAsBot } from '@/lib/feeds/post-as-bot';
import { handlerPool } from '@/lib/handlers/pool/handler-pool';
import { pressButton } from '@/lib/message-actions/press-button';
import { generateToken } from '@/lib/webhook-tokens/generate-token';
import { setTokenStatus } from '@/lib/webhook-tokens/set-token-status';
import { createUser } from '@/prisma/factories/create-user';
import { ACTS } from '@/test/support/audit/acts';
import { answering, withButton } from '@/test/support/buttons';
import { ownDatabase } from '@/test/support/database/own-database';
import { type WatchedWay, watchRoundTrips } from '@/test/support/database/round-trips';
import { aWorld, type World } from '@/test/support/people/deeds';

/**
 * Rows that the accepting statement could not lock now as it does: tokens, limits and feeds to be changed, people to be named as
 * members.
 */
const HELD = `WITH token AS MATERIALIZED (SELECT id FROM webhook_token WHERE user_id = ANY($1) FOR NO KEY UPDATE SKIP LOCKED),
  bucket AS MATERIALIZED (SELECT user_id FROM rate_bucket WHERE user_id = ANY($1) FOR NO KEY UPDATE SKIP LOCKED),
  place AS MATERIALIZED (SELECT id FROM feed WHERE id = ANY($2) FOR NO KEY UPDATE SKIP LOCKED),
  person AS MATERIALIZED (SELECT id FROM "user" WHERE id = ANY($1) FOR KEY SHARE SKIP LOCKED)
SELECT 'webhook_token' AS name FROM webhook_token WHERE user_id = ANY($1) AND id NOT IN (SELECT id FROM token)
UNION SELECT 'rate_bucket' FROM rate_bucket WHERE user_id = ANY($1) AND user_id NOT IN (SELECT user_id FROM bucket)
UNION SELECT 'feed' FROM feed WHERE id = ANY($2) AND id NOT IN (SELECT id FROM place)
UNION SELECT 'user' FROM "user" WHERE id = ANY($1) AND id NOT IN (SELECT id FROM person)`;

/**
 * Whether the accepting statement would wait when it makes these people members, as it does those whom a message is for: it waits
 * for whoever adds, changes or ends the same membership. Takes back what it tries.
 */
async function areMembersHeld({ users, feeds }: Watched): Promise<boolean> {
  await observer.query("BEGIN; SET LOCAL lock_timeout = '1ms'");
  try {
    await observer.query(
      `INSERT INTO feed_member (feed_id, user_id) SELECT f.id, u.id FROM feed f CROSS JOIN "user" u
       WHERE f.id = ANY($2) AND u.id = ANY($1) ON CONFLICT DO NOTHING`,
      [users, feeds],
    );
    return false;
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
    return true;
  } finally {
    await observer.query('ROLLBACK');
  }
}
const LOCK_NOT_AVAILABLE = '55P03';

let way: WatchedWay;
let own: Awaited<ReturnType<typeof ownDatabase>>;
let observer: pg.PoolClient;
type Watched = { users: string[]; feeds: number[] };
let watched: Watched | undefined;
let held: string[] = [];

beforeAll(async () => {
  own = await ownDatabase('verbs');
  observer = await own.pool.connect();
  // One look after another: they share a connection.
  let looked = Promise.resolve();
  const look = async (message: Buffer) => {
    if (!watched) return;
    const { rows } = await observer.query<{ name: string }>(HELD, [watched.users, watched.feeds]);
    const names = rows.map(({ name }) => name);
    if (await areMembersHeld(watched)) names.push('feed_member');
    const isEnd = message.includes('COMMIT') || message.includes('ROLLBACK');
    for (const name of names) held.push(`${name}, ${isEnd ? 'until the commit' : 'while more is done'}`);
  };
  way = await watchRoundTrips(own.url, (message) => {
    looked = looked.then(() => look(message));
    return looked;
  });
  // Before anything has opened the pool.
  provide('DATABASE_URL', way.url);
  const herald = { name: 'Herald', description: '', imageUrl: null, access: 'ORGANIZATION' } as const;
  expect((await createBot(await createUser(), herald)).uniqueName).toBe(HERALD_BOT);
});
afterAll(async () => {
  await handlerPool().close();
  way.close();
  observer.release();
  await own.drop();
});

/** The world's rows that the accept path could not lock between two messages of the act. */
async function heldBy(world: World, act: () => Promise<unknown>): Promise<string[]> {
  const users = [world.user.id, world.other.id, world.stranger.id];
  const feeds = await db().feedMember.findMany({
    where: { userId: { in: users } },
    select: { feedId: true },
    distinct: ['feedId'],
  });
  held = [];
  watched = { users, feeds: feeds.map(({ feedId }) => feedId) };
  try {
    await act();
  } finally {
    watched = undefined;
  }
  return [...new Set(held)];
}

/** Prepares the press of a button that the world's own bot answers, in a channel. */
async function pressOwn({ user, own }: World, answer: object) {
  const { feedId } = own.channel;
  const bot = await db().bot.findUniqueOrThrow({ where: { uniqueName: own.bot }, select: { id: true } });
  await saveBotHandler(user, own.bot, answering(`return ${JSON.stringify(answer)}`));
  const content = JSON.stringify(withButton());
  const message = { senderId: user.id, botId: bot.id, recipients: null, joins: false, content };
  await postAsBot({ ...message, feedId });
  const { lastSeq } = await db().feed.findUniqueOrThrow({ where: { id: feedId }, select: { lastSeq: true } });
  return async () =>
    expect(await pressButton(user, feedId, Number(lastSeq), 'buttons.0')).toMatchObject({ kind: 'posted' });
}

const MORE: typeof ACTS = {
  'set-token-status: enable': async ({ user, own }) => {
    await setTokenStatus(user, own.token, false);
    return () => setTokenStatus(user, own.token, true);
  },
  'set-member-status: reactivate': async ({ user, other }) => {
    await setMemberStatus(user, other.id, false);
    return () => setMemberStatus(user, other.id, true);
  },
  'update-bot: personal':
    async ({ user, own }) =>
    () =>
      updateBot(user, own.bot, { name: 'Own bot', description: '', imageUrl: null, access: 'PERSONAL' }),
  'press-button': (world) => pressOwn(world, { text: 'for who pressed' }),
  'press-button: somebody else': (world) =>
    pressOwn(world, { text: 'for them', userids: [world.stranger.email] }),
};
const ALL = { ...ACTS, ...MORE };

/** They take the row with their last statement, so that calls wait for one round trip more, the commit's. */
const UNTIL_THE_COMMIT: Record<string, string[]> = {
  'set-member-status': ['webhook_token'],
  'set-member-status: reactivate': ['webhook_token'],
  'use-reset-link': ['feed', 'webhook_token'],
};

test.each(Object.keys(ALL))(
  '%s holds no row of the accept path while it does something else',
  async (name) => {
    const world = await aWorld();
    await generateToken(world.other, { name: 'Theirs' });
    const act = await ALL[name]!(world);
    expect(await heldBy(world, act)).toEqual(
      (UNTIL_THE_COMMIT[name] ?? []).map((row) => `${row}, until the commit`),
    );
  },
);

test('the test detects a row that is held between two statements', async () => {
  const world = await aWorld();
  const held = await heldBy(world, () =>
    db().$transaction(async (tx) => {
      await tx.webhookToken.update({
        where: { id: world.own.token },
        data: { name: 'x' },
        select: { id: true },
      });
      await tx.$queryRaw`SELECT`;
    }),
  );
  expect(held).toEqual(['webhook_token, while more is done', 'webhook_token, until the commit']);
});
