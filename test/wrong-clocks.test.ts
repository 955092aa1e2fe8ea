import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { GET as stepUpFacts } from '@/app/api/step-up/route';
import { POST as offerApp, PUT as setUpApp } from '@/app/api/totp/route';
import { countAttempt } from '@/lib/accounts/attempts/attempts';
import { findInvitation } from '@/lib/accounts/find-invitation';
import { invite } from '@/lib/accounts/invite';
import { listInvitations } from '@/lib/accounts/list-invitations';
import { userOfRequest } from '@/lib/auth/session/user-of-request';
import { pool } from '@/lib/db/pool';
import { env } from '@/lib/env';
import { beginPress, takeTurn } from '@/lib/message-actions/press-limits';
import { type ChallengeFor, issueChallenge, takeChallenge } from '@/lib/second-factors/challenges/challenges';
import { takeTotpCode } from '@/lib/second-factors/codes/take-totp-code';
import { firstEnrolmentOpen, stepUpEndsAt } from '@/lib/step-up/step-up-policy';
import { rightTo } from '@/lib/streams/line/rights';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import { cliqProfile, type RateProfile, standardProfile } from '@/lib/webhooks/limits/profile';
import { anAccount, ask, lastSeen } from '@/test/support/people/account';
import {
  aChannel,
  anAcceptance,
  aToken,
  aUser,
  json,
  messagesOf,
  type TestToken,
  viaWeb,
} from '@/test/support/webhooks/world';
import { ensureOrganization } from './support/people/organization';
import { toChannel } from './support/webhooks/targets';

/** What a clock that was wrong for a while has left in the database. */
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const run = (sql: string, ...values: unknown[]) => pool().query(sql, values);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: { code?: string }) => error.code,
  );

describe('limits of calls that were stored by a clock a day ahead', () => {
  async function post(profile: RateProfile, token: TestToken, channelName: string) {
    return (await acceptWriter(pool(), profile).add(anAcceptance(token, toChannel(channelName)), 100)).code;
  }
  const full = { standard: standardProfile(100, 50), cliq: cliqProfile() };
  const ahead = (column: string, us: number) =>
    `${column} = (extract(epoch from now()) * 1000000)::bigint + ${us}`;

  async function world() {
    const user = await aUser();
    return { user, token: await aToken(user), channel: await aChannel(user) };
  }

  it.each([
    ['standard', 'rate_bucket', 'full_at_us', 'user_id'],
    ['standard', 'webhook_token', 'full_at_us', 'user_id'],
    ['cliq', 'rate_bucket', 'locked_until_us', 'user_id'],
  ] as const)(
    '%s: %s.%s refuses nothing, and is right after the next call',
    async (profile, table, column, key) => {
      const { user, token, channel } = await world();
      await run(`update ${table} set ${ahead(column, DAY_MS * 1000)} where ${key} = $1`, user.id);
      expect(await post(full[profile], token, channel.uniqueName)).toBeNull();
      const { rows } = await run(`select ${column} as at from ${table} where ${key} = $1`, user.id);
      expect(Number(rows[0].at) / 1000).toBeLessThan(Date.now() + 2 * MINUTE_MS);
    },
  );

  it('standard: an empty bucket, which is full again in a minute, still refuses', async () => {
    const { user, token, channel } = await world();
    await run(`update rate_bucket set ${ahead('full_at_us', MINUTE_MS * 1000)} where user_id = $1`, user.id);
    // One call a minute: the next is free only after it.
    expect(await post(standardProfile(1, 50), token, channel.uniqueName)).toBe('rate_limit_exceeded');
  });

  it('cliq: a minute that began tomorrow is over, a lock of ten minutes is not', async () => {
    const { user, token, channel } = await world();
    const used = `window_calls = 50, ${ahead('window_start_us', DAY_MS * 1000)}`;
    await run(`update rate_bucket set ${used} where user_id = $1`, user.id);
    expect(await post(full.cliq, token, channel.uniqueName)).toBeNull();
    const locked = ahead('locked_until_us', 10 * MINUTE_MS * 1000);
    await run(`update rate_bucket set ${locked} where user_id = $1`, user.id);
    expect(await post(full.cliq, token, channel.uniqueName)).toBe('rate_limit_exceeded');
  });

  it('an idempotency key claimed tomorrow keeps its name from nobody, one of a moment ago does', async () => {
    const { token, channel } = await world();
    const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
    const send = async (text: string) => {
      const init = json({ text });
      const headers = { ...init.headers, 'idempotency-key': 'build-7' };
      return (await viaWeb(url, { ...init, headers })).status;
    };
    expect([await send('one'), await send('one'), await send('two')]).toEqual([204, 204, 409]);
    await run(
      `update idempotency_key set created_at = now() + interval '1 day' where token_id = $1`,
      token.id,
    );
    expect(await send('two')).toBe(204);
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
  });
});

describe('the gate', () => {
  it('is closed to a check in the future, and no check holds longer than fifteen minutes from now', () => {
    const now = new Date('2026-11-28T12:00:00Z');
    const from = (ms: number) => new Date(now.getTime() + ms);
    expect(stepUpEndsAt(from(60_000), now)).toBeNull();
    expect(stepUpEndsAt(from(DAY_MS), now)).toBeNull();
    expect(stepUpEndsAt(from(5_000), now)).toEqual(from(15 * MINUTE_MS));
    expect(firstEnrolmentOpen(from(DAY_MS), now)).toBe(false);
  });

  it('refuses a session whose check lies in the future, in pages and in live streams', async () => {
    const { user, cookie } = await anAccount({ steppedUpAgoMs: -20 * MINUTE_MS });
    const { json: facts } = await ask(stepUpFacts, { cookie, method: 'GET' });
    expect([facts.endsAt, facts.remainingMs]).toEqual([null, 0]);
    const right = await rightTo(user, { kind: 'token', tokenId: randomUUID() });
    expect(right.ends).toBe('step_up');
  });

  it('lets the owner of an authenticator app in whose last step lies in the future, once for each code', async () => {
    const { user, cookie } = await anAccount();
    const { secret } = (await ask(offerApp, { cookie })).json;
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const now = new Date();
    const code = (ms: number) => totp.generate({ timestamp: now.getTime() + ms });
    await ask(setUpApp, { cookie, method: 'PUT', body: { code: code(0) } });
    const step = Math.floor(now.getTime() / 30_000);
    await run('update totp_secret set last_used_step = $2 where user_id = $1', user.id, step + 2880);
    const takes = Array.from({ length: 20 }, () => takeTotpCode(user.id, code(0), now));
    expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1);
    expect(await takeTotpCode(user.id, code(-30_000), now)).toBe(false);
    expect(await takeTotpCode(user.id, code(30_000), now)).toBe(true);
  });

  it('does not take a step that was just used for one of a wrong clock', async () => {
    const { user, cookie } = await anAccount();
    const { secret } = (await ask(offerApp, { cookie })).json;
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const now = new Date();
    const code = totp.generate({ timestamp: now.getTime() });
    await ask(setUpApp, { cookie, method: 'PUT', body: { code } });
    const step = Math.floor(now.getTime() / 30_000);
    await run('update totp_secret set last_used_step = $2 where user_id = $1', user.id, step + 3);
    expect(await takeTotpCode(user.id, code, now)).toBe(false);
  });

  it('takes no challenge that ends later than any was given', async () => {
    const { user } = await anAccount();
    const wanted: ChallengeFor = { purpose: 'STEP_UP', userId: user.id, sessionId: user.session.id };
    const signed = (challenge: string) =>
      Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge })).toString('base64url');
    const challenge = await issueChallenge(wanted, new Date(Date.now() + DAY_MS));
    expect(await takeChallenge(wanted, signed(challenge))).toBeNull();
  });
});

describe('sessions, invitations and attempts', () => {
  const signedIn = (cookie: string) =>
    userOfRequest(new Request(env().publicUrl, { headers: { cookie } })).then(Boolean);

  it('a session that ends later than any could is over, one of thirty days is not', async () => {
    const { user, cookie } = await anAccount();
    const end = (ends: string) =>
      run(`update session set expires_at = now() + $2::interval where id = $1`, user.session.id, ends);
    await end('30 days');
    expect(await signedIn(cookie)).toBe(true);
    await end('30 days 1 minute');
    expect(await signedIn(cookie)).toBe(false);
    expect((await rightTo(user, { kind: 'feed', feedId: 1 })).ends).toBe('session');
  });

  it('a session last seen in the future is seen again now', async () => {
    const { user, cookie } = await anAccount();
    await run(`update session set last_seen_at = now() + interval '1 day' where id = $1`, user.session.id);
    await signedIn(cookie);
    expect((await lastSeen(user.session.id)).getTime()).toBeLessThan(Date.now() + MINUTE_MS);
  });

  it('an invitation that ends later than any could opens nothing and is not listed', async () => {
    await ensureOrganization(env().DATABASE_URL ?? '');
    const { user } = await anAccount({ role: 'ADMINISTRATOR' });
    const email = `${randomUUID()}@example.com`;
    const { url } = await invite(user, { email, role: 'MEMBER' });
    const code = url.split('/').at(-1) ?? '';
    const isListed = async () => (await listInvitations(user)).some((row) => row.email === email);
    expect([await findInvitation(code), await isListed()]).toEqual([expect.anything(), true]);
    await run(`update invitation set expires_at = expires_at + interval '1 minute' where email = $1`, email);
    expect([await findInvitation(code), await isListed()]).toEqual([null, false]);
  });

  it('a pause that ends tomorrow, and a counter of tomorrow, keep nobody waiting', async () => {
    const attempt = { kind: 'password', account: randomUUID(), sourceAddress: randomUUID() } as const;
    for (let n = 0; n < 6; n += 1) await codeOf(countAttempt(attempt));
    expect(await codeOf(countAttempt(attempt))).toBe('too_many_attempts');
    await run(
      `update attempt_counter set blocked_until = now() + interval '1 day', updated_at = now() + interval '1 day' where key like $1`,
      `%${attempt.sourceAddress}`,
    );
    expect(await codeOf(countAttempt(attempt))).toBe('ok');
  });

  it('a press whose turn ends tomorrow may be pressed, and one that is being answered may not', async () => {
    const userId = randomUUID();
    await beginPress(userId, 'a');
    expect(await codeOf(beginPress(userId, 'a'))).toBe('conflict');
    await run(
      `update attempt_counter set failures = 31, blocked_until = now() + interval '1 day' where key like $1`,
      `press%${userId}%`,
    );
    expect(await codeOf(beginPress(userId, 'a'))).toBe('ok');
    expect(await takeTurn(`press|${userId}|a`, 15)).toBe(false);
  });
});
