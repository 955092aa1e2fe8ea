import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/pool';
import { env } from '@/lib/env';
import { toChannel } from '@/test/support/webhooks/targets';
import {
  aBot,
  aChannel,
  anAcceptance,
  aToken,
  aUser,
  countersOf,
  historyOf,
  json,
  messagesOf,
  type TestToken,
  throughBothAdapters,
} from '@/test/support/webhooks/world';
import { acceptWriter } from '../../accept/accept';
import type { Acceptance } from '../../accept/acceptance';
import type { Verdict } from '../../accept/verdict';
import { cliqProfile, type RateProfile, standardProfile } from '../../limits/profile';

const MINUTE_US = 60_000_000;
const pools: pg.Pool[] = [];
afterAll(() => Promise.all(pools.map((one) => one.end())));

/** Two simulated processes under the same limits. */
function processes(profile: RateProfile) {
  return [1, 2].map(() => {
    const connections = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 });
    pools.push(connections);
    const writer = acceptWriter(connections, profile);
    return (call: Acceptance) => writer.add(call, 100);
  });
}

async function world(profile: RateProfile) {
  const user = await aUser();
  const [tokens, channel] = [[await aToken(user), await aToken(user)], await aChannel(user)];
  const call = (token: TestToken, more: Partial<Acceptance> = {}) =>
    anAcceptance(token, { ...toChannel(channel.uniqueName), ...more });
  const [first, second] = processes(profile);
  return { user, token: tokens[0]!, other: tokens[1]!, channel, call, first: first!, second: second! };
}

const accepted = (verdicts: Verdict[]) => verdicts.filter(({ code }) => code === null).length;
const refused = (verdicts: Verdict[]) => verdicts.filter(({ code }) => code === 'rate_limit_exceeded').length;
const moveBack = (userId: string, us: number) =>
  pool().query(
    `UPDATE rate_bucket SET window_start_us = window_start_us - $2, locked_until_us = locked_until_us - $2,
      full_at_us = full_at_us - $2 WHERE user_id = $1`,
    [userId, us],
  );

describe('profile standard', () => {
  // So few a minute that hardly any call becomes free during the test.
  const slow = standardProfile;

  it('admits exactly the limit of a token, from fifty calls at once in two processes', async () => {
    const { token, channel, call, first, second } = await world(slow(1_000, 20));
    const verdicts = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? first : second)(call(token))),
    );
    // At most one slot of three seconds may have passed.
    expect(accepted(verdicts)).toBeGreaterThanOrEqual(20);
    expect(accepted(verdicts)).toBeLessThanOrEqual(21);
    expect(refused(verdicts)).toBe(50 - accepted(verdicts));
    expect(await messagesOf(channel.feedId)).toHaveLength(accepted(verdicts));
    expect(await countersOf(token.id)).toMatchObject({
      invocations: accepted(verdicts),
      refusals: refused(verdicts),
    });
  });

  it('admits exactly the limit of a user over all tokens', async () => {
    const { token, other, call, first, second } = await world(slow(10, 8));
    const verdicts = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? first : second)(call(n % 3 ? token : other))),
    );
    expect(accepted(verdicts)).toBe(10);
  });

  it('in one batch: a token over its limit takes nothing from the other', async () => {
    const { token, other, call, first } = await world(slow(30, 10));
    const verdicts = await Promise.all(
      Array.from({ length: 40 }, (_, n) => first(call(n < 30 ? token : other))),
    );
    expect(accepted(verdicts.slice(0, 30))).toBe(10);
    expect(accepted(verdicts.slice(30))).toBe(10);
  });

  it('fills evenly: one call more after its share of the minute, not a moment before', async () => {
    const profile = slow(2, 2);
    const { user, token, call, first } = await world(profile);
    const [one, two, three] = [await first(call(token)), await first(call(token)), await first(call(token))];
    expect([one.code, two.code, three.code]).toEqual([null, null, 'rate_limit_exceeded']);
    const { retryAfterS, headers } = profile.describe(three.limits);
    expect(retryAfterS).toBe(30);
    expect(headers).toEqual({
      'RateLimit-Policy': '"user";q=2;w=60, "token";q=2;w=60',
      RateLimit: '"user";r=0;t=60, "token";r=0;t=60',
    });
    await pool().query('UPDATE webhook_token SET full_at_us = full_at_us - 20000000 WHERE id = $1', [
      token.id,
    ]);
    await moveBack(user.id, 20_000_000);
    expect((await first(call(token))).code).toBe('rate_limit_exceeded');
    await pool().query('UPDATE webhook_token SET full_at_us = full_at_us - 10000000 WHERE id = $1', [
      token.id,
    ]);
    await moveBack(user.id, 10_000_000);
    expect((await first(call(token))).code).toBeNull();
  });

  it('takes nothing from the limit for a call that is refused by it, or whose token is disabled', async () => {
    const { token, call, first } = await world(slow(5, 5));
    await pool().query('UPDATE webhook_token SET enabled = false WHERE id = $1', [token.id]);
    await Promise.all(Array.from({ length: 20 }, () => first(call(token))));
    await pool().query('UPDATE webhook_token SET enabled = true WHERE id = $1', [token.id]);
    expect(accepted(await Promise.all(Array.from({ length: 9 }, () => first(call(token)))))).toBe(5);
  });

  it('counts calls that are refused for their target: probing is not free', async () => {
    const { token, call, first } = await world(slow(5, 5));
    const nowhere = Array.from({ length: 5 }, () => first(call(token, toChannel('nowhere'))));
    expect((await Promise.all(nowhere)).map(({ code }) => code)).toEqual(Array(5).fill('channel_not_exists'));
    expect((await first(call(token))).code).toBe('rate_limit_exceeded');
  });
});

describe('profile cliq', () => {
  it('admits fifty calls a minute over all tokens, then locks for ten minutes', async () => {
    const profile = cliqProfile();
    const { user, token, other, channel, call, first, second } = await world(profile);
    const fifty = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? first : second)(call(n % 3 ? token : other))),
    );
    expect(accepted(fifty)).toBe(50);
    const late = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? first : second)(call(token))),
    );
    expect(refused(late)).toBe(50);
    expect(await messagesOf(channel.feedId)).toHaveLength(50);
    const { retryAfterS, headers } = profile.describe(late[49]!.limits);
    expect(retryAfterS).toBeGreaterThan(590);
    expect(retryAfterS).toBeLessThanOrEqual(600);
    expect(headers.RateLimit).toMatch(/^"user";r=0;t=\d+, "cards";r=0;t=\d+$/);
    await moveBack(user.id, 9 * MINUTE_US);
    expect((await first(call(token))).code).toBe('rate_limit_exceeded');
    await moveBack(user.id, MINUTE_US);
    expect((await first(call(token))).code).toBeNull();
  });

  it('admits exactly fifty of a hundred at once', async () => {
    const { token, call, first, second } = await world(cliqProfile());
    const verdicts = await Promise.all(
      Array.from({ length: 100 }, (_, n) => (n % 2 ? first : second)(call(token))),
    );
    expect(accepted(verdicts)).toBe(50);
  });

  it('begins a new minute after sixty seconds, not before', async () => {
    const { user, token, call, first } = await world(cliqProfile());
    const many = (count: number) => Promise.all(Array.from({ length: count }, () => first(call(token))));
    expect(accepted(await many(50))).toBe(50);
    await moveBack(user.id, MINUTE_US + 1);
    expect(accepted(await many(50))).toBe(50);
    await moveBack(user.id, MINUTE_US - 30_000_000);
    expect(accepted(await many(1))).toBe(0);
  });

  it('admits twenty cards, and the twenty-first locks plain calls too', async () => {
    const { token, call, first } = await world(cliqProfile());
    const cards = await Promise.all(Array.from({ length: 21 }, () => first(call(token, { card: true }))));
    expect(accepted(cards)).toBe(20);
    expect((await first(call(token))).code).toBe('rate_limit_exceeded');
  });

  it('one call at a time comes to the same', async () => {
    const { token, call, first } = await world(cliqProfile());
    const codes: (string | null)[] = [];
    for (let n = 0; n < 52; n++) codes.push((await first(call(token))).code);
    expect(codes.filter((code) => code === null)).toHaveLength(50);
    expect(codes.slice(50)).toEqual(['rate_limit_exceeded', 'rate_limit_exceeded']);
  });
});

throughBothAdapters('every answer to a known token', (send) => {
  it('says what is left, and the history has what was refused', async () => {
    const user = await aUser();
    const [token, channel] = [await aToken(user), await aChannel(user)];
    const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
    const ok = await send(url, json({ text: 'x' }));
    expect(ok.headers.get('ratelimit-policy')).toBe('"user";q=120000;w=60, "token";q=60000;w=60');
    expect(ok.headers.get('ratelimit')).toBe('"user";r=119999;t=1, "token";r=59999;t=1');
    const wrong = await send(url.replace(channel.uniqueName, 'nowhere'), json({ text: 'x' }));
    expect(wrong.headers.get('ratelimit')).toMatch(/^"user";r=\d+;t=1, "token";r=\d+;t=1$/);
    const farAhead = Date.now() * 1_000 + MINUTE_US + 3_500_000;
    await pool().query('UPDATE rate_bucket SET full_at_us = $2 WHERE user_id = $1', [user.id, farAhead]);
    const limited = await send(url, json({ text: 'x' }));
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThanOrEqual(3);
    expect(limited.headers.get('ratelimit')).toMatch(/^"user";r=0;t=6\d, "token"/);
    const body = await limited.json();
    expect(body).toMatchObject({
      code: 'rate_limit_exceeded',
      retry_after: Number(limited.headers.get('retry-after')),
    });
    expect((await historyOf(token.id)).map(({ outcome, status }) => [outcome, status])).toEqual([
      ['accepted', 204],
      ['channel_not_exists', 404],
      ['rate_limit_exceeded', 429],
    ]);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
  });

  it('over the limit comes before the handler runs', async () => {
    const user = await aUser();
    const token = await aToken(user);
    const bot = await aBot(user, { handlerCode: 'function handler() { while (true); }' });
    const farAhead = Date.now() * 1_000 + 2 * MINUTE_US;
    await pool().query('UPDATE rate_bucket SET full_at_us = $2 WHERE user_id = $1', [user.id, farAhead]);
    const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
    expect((await send(url, json({ text: 'x' }))).status).toBe(429);
    expect(await historyOf(token.id)).toMatchObject([{ outcome: 'rate_limit_exceeded' }]);
  });

  it('to an unknown one says nothing of limits', async () => {
    const answer = await send('/api/v2/channelsbyname/x/message', json({ text: 'x' }));
    expect([answer.status, answer.headers.get('ratelimit')]).toEqual([401, null]);
  });
});
