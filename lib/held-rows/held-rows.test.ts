import { setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { env } from '@/lib/env';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import { newAcceptPool, newSidePool } from '@/lib/webhooks/accept/pool';
import type { Verdict } from '@/lib/webhooks/accept/verdict';
import { standardProfile } from '@/lib/webhooks/limits/profile';
import { toBot, toChannel } from '@/test/support/webhooks/targets';
import {
  aBot,
  aChannel,
  anAcceptance,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  nodeServer,
} from '@/test/support/webhooks/world';

/** Ample for a busy machine, for tests in which the call is finally accepted. */
const PATIENT_MS = 60_000;

const connections = newAcceptPool();
const aside = newSidePool();
const plenty = standardProfile(10_000, 10_000);
const writer = acceptWriter(connections, plenty, () => {}, { aside, longestWaitMs: PATIENT_MS });
const holders: pg.Client[] = [];
let others: Place[];

beforeAll(async () => {
  others = [];
  for (let count = 0; count < 10; count++) others.push(await aPlace());
});
afterAll(async () => {
  await Promise.all([...holders, connections, aside].map((ending) => ending.end()));
});

type Place = Awaited<ReturnType<typeof aPlace>>;

async function aPlace() {
  const user = await aUser();
  const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
  return { user, token, channel, bot };
}

const send = (call: Acceptance) => writer.add(call, 100);
const intoChannel = ({ token, channel }: Pick<Place, 'token' | 'channel'>) =>
  send(anAcceptance(token, toChannel(channel.uniqueName)));
const intoChosen = ({ token, bot, channel }: Place) =>
  send(
    anAcceptance(token, {
      ...toBot(bot.uniqueName),
      receivers: { kind: 'feed' },
      handlerChannel: channel.uniqueName,
    }),
  );
const intoBot = ({ token, bot }: Place) => send(anAcceptance(token, toBot(bot.uniqueName)));

/** Locks what the statement locks, in a stranger's transaction that lasts until the test ends it. */
async function hold(statement: string, ...values: unknown[]) {
  const holder = new pg.Client({ connectionString: env().DATABASE_URL });
  holders.push(holder);
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(statement, values);
  return () => holder.query('COMMIT');
}
const holdToken = ({ token }: Place) => hold('SELECT FROM webhook_token WHERE id = $1 FOR UPDATE', token.id);
const holdFeed = (feedId: number) => hold('SELECT FROM feed WHERE id = $1 FOR UPDATE', feedId);

/** Two hundred calls of other people, twenty at a time; returns the codes of their verdicts. */
async function everybodyElse(): Promise<Set<Verdict['code']>> {
  const codes = new Set<Verdict['code']>();
  for (let round = 0; round < 10; round++) {
    const calls = others.flatMap((other) => [intoChannel(other), intoChannel(other)]);
    for (const { code } of await Promise.all(calls)) codes.add(code);
  }
  return codes;
}
const ALL_ACCEPTED = new Set([null]);

const WAITING = 'waiting';
/** The first verdict that exists, if any; a settled call shows before the next turn of the event loop. */
async function stateOf(calls: Promise<Verdict>[]): Promise<Verdict['code'] | typeof WAITING> {
  let state: Verdict['code'] | typeof WAITING = WAITING;
  for (const call of calls) {
    void call.then(({ code }) => {
      state = code;
    });
  }
  await nextTurn();
  return state;
}

const codesOf = async (calls: Promise<Verdict>[]) => (await Promise.all(calls)).map(({ code }) => code);

describe.each([
  { what: 'a token', holdRow: holdToken, call: intoChannel },
  {
    what: 'a user’s limits',
    holdRow: ({ user }: Place) =>
      hold('UPDATE rate_bucket SET full_at_us = full_at_us WHERE user_id = $1', user.id),
    call: intoChannel,
  },
  { what: 'a channel', holdRow: ({ channel }: Place) => holdFeed(channel.feedId), call: intoChannel },
  {
    what: 'a channel that a handler chose',
    holdRow: ({ channel }: Place) => holdFeed(channel.feedId),
    call: intoChosen,
  },
  { what: 'a bot', holdRow: ({ bot }: Place) => holdFeed(bot.feedId), call: intoBot },
  { what: 'a token that posts as a bot', holdRow: holdToken, call: intoBot },
])('while somebody holds the row of $what', ({ holdRow, call }) => {
  it('everybody else’s calls are accepted, its own wait and are accepted once it is free', async () => {
    const place = await aPlace();
    const release = await holdRow(place);
    const held = Array.from({ length: 5 }, () => call(place));
    expect(await everybodyElse()).toEqual(ALL_ACCEPTED);
    expect(await stateOf(held)).toBe(WAITING);
    await release();
    expect(await codesOf(held)).toEqual([null, null, null, null, null]);
    const { feedId } = call === intoBot ? place.bot : place.channel;
    expect((await messagesOf(feedId)).map(({ seq }) => Number(seq))).toEqual([1, 2, 3, 4, 5]);
  });
});

it('a token that posts to a held channel may post to others meanwhile', async () => {
  const place = await aPlace();
  const other = await aChannel(place.user);
  const release = await holdFeed(place.channel.feedId);
  const held = [intoChannel(place)];
  for (let count = 0; count < 20; count++) {
    expect((await intoChannel({ ...place, channel: other })).code).toBeNull();
  }
  expect(await stateOf(held)).toBe(WAITING);
  await release();
  expect(await codesOf(held)).toEqual([null]);
});

it('calls of a released row do not wait for other held rows', async () => {
  const places = [await aPlace(), await aPlace(), await aPlace(), await aPlace()];
  const releases: (() => Promise<unknown>)[] = [];
  for (const place of places) releases.push(await holdToken(place));
  const held = places.map(intoChannel);
  expect(await everybodyElse()).toEqual(ALL_ACCEPTED);
  await releases[3]!();
  expect((await held[3]!).code).toBeNull();
  expect(await stateOf(held.slice(0, 3))).toBe(WAITING);
  await Promise.all(releases.slice(0, 3).map((release) => release()));
  expect(await codesOf(held)).toEqual([null, null, null, null]);
});

it('a token that is switched off while its row is held is refused by what stands there then', async () => {
  const place = await aPlace();
  const release = await hold('UPDATE webhook_token SET enabled = false WHERE id = $1', place.token.id);
  const held = [intoChannel(place), intoChannel(place)];
  expect(await everybodyElse()).toEqual(ALL_ACCEPTED);
  expect(await stateOf(held)).toBe(WAITING);
  await release();
  expect(await codesOf(held)).toEqual(['authtoken_invalid', 'authtoken_invalid']);
  expect(await messagesOf(place.channel.feedId)).toEqual([]);
});

it('a lock that no row explains delays only calls of the same token', async () => {
  const place = await aPlace();
  const release = await hold(
    `INSERT INTO usage_slot (token_id, slot, accepted, refused, failed)
     SELECT $1, date_bin('30 minutes', moment, '2000-01-01T00:00:00Z'), 0, 0, 0
     FROM (VALUES (now()), (now() + interval '30 minutes')) AS now_and_next(moment)`,
    place.token.id,
  );
  const held = [intoChannel(place), intoChannel(place)];
  expect(await everybodyElse()).toEqual(ALL_ACCEPTED);
  expect(await stateOf(held)).toBe(WAITING);
  await release();
  expect(await codesOf(held)).toEqual([null, null]);
});

it('a stop waits for the calls that wait for a row', async () => {
  const place = await aPlace();
  const release = await holdToken(place);
  const held = intoChannel(place);
  expect(await everybodyElse()).toEqual(ALL_ACCEPTED);
  let isDrained = false;
  const drained = writer.drained().then(() => {
    isDrained = true;
  });
  await nextTurn();
  expect(isDrained).toBe(false);
  await release();
  await drained;
  expect((await held).code).toBeNull();
});

it('a row that is not let go is waited for so long: then its calls are 503 and leave nothing, and later ones are accepted', async () => {
  const server = await nodeServer();
  const post = ({ token, channel }: Place) =>
    server.send(
      `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`,
      json({ text: 'x' }),
    );
  const place = await aPlace();
  const release = await holdToken(place);
  const held = Array.from({ length: 5 }, () => post(place));
  for (const { status } of await Promise.all(others.map(post))) expect(status).toBe(204);
  for (const answer of await Promise.all(held)) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await answer.json()).toMatchObject({ code: 'temporarily_unavailable' });
  }
  expect(await messagesOf(place.channel.feedId)).toEqual([]);
  expect(await historyOf(place.token.id)).toEqual([]);
  await release();
  expect((await post(place)).status).toBe(204);
  expect(await messagesOf(place.channel.feedId)).toHaveLength(1);
  await server.close();
});

it('what another batch has locked for a moment is not taken for held: both are accepted, in one order', async () => {
  const pools = [newAcceptPool(), newSidePool()] as const;
  const second = acceptWriter(pools[0], plenty, () => {}, { aside: pools[1], longestWaitMs: PATIENT_MS });
  const { token, channel } = await aPlace();
  const calls = Array.from({ length: 200 }, (_, index) => {
    const call = anAcceptance(token, toChannel(channel.uniqueName));
    return (index % 2 === 0 ? writer : second).add(call, 100);
  });
  const seqs = (await Promise.all(calls)).map(({ code, seq }) => [code, seq]);
  expect(seqs.toSorted(([, a], [, b]) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 200 }, (_, index) => [null, index + 1]),
  );
  await Promise.all(pools.map((pool) => pool.end()));
});
