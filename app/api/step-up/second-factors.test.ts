import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { takeRecoveryCode } from '@/lib/second-factors/codes/take-recovery-code';
import { takeTotpCode } from '@/lib/second-factors/codes/take-totp-code';
import { makeRecoveryCodes } from '@/lib/second-factors/make-recovery-codes';
import { methodsOf } from '@/lib/second-factors/methods';
import { removePasskey } from '@/lib/second-factors/remove-method';
import { anAccount, aPasskeyOf, ask, storedTotp } from '@/test/support/people/account';
import { DELETE as removePasskeyRoute, PUT as renamePasskeyRoute } from '../passkeys/[passkeyId]/route';
import { POST as enrolOptions } from '../passkeys/options/route';
import { POST as makeCodes } from '../recovery-codes/route';
import { PUT as confirm, POST as offer, DELETE as removeApp } from '../totp/route';
import { POST as recover } from './recovery-code/route';

const FIVE_MINUTES_MS = 5 * 60_000;
const PERIOD_MS = 30_000;

function codeAt(secret: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
}

/** Somebody whose authenticator app was confirmed with the code of now. */
async function withApp() {
  const account = await anAccount();
  const { secret } = (await ask(offer, { cookie: account.cookie })).json;
  const confirmedAt = new Date();
  const code = codeAt(secret, confirmedAt);
  const answer = await ask(confirm, { cookie: account.cookie, method: 'PUT', body: { code } });
  expect(answer.status).toBe(200);
  return { ...account, secret, confirmedAt, code, cookie: answer.cookie ?? '' };
}

/** Somebody with a passkey who has just verified. */
async function withPasskey() {
  const account = await anAccount({ steppedUpAgoMs: 0 });
  await aPasskeyOf(account.user.id);
  return account;
}

describe('authenticator app', () => {
  test('the code that confirmed it does not work again; the next one works once, also in parallel', async () => {
    const { user, secret, code, confirmedAt } = await withApp();
    expect(await takeTotpCode(user.id, code, confirmedAt)).toBe(false);
    const later = new Date(confirmedAt.getTime() + 2 * PERIOD_MS);
    const next = codeAt(secret, later);
    const takes = Array.from({ length: 20 }, () => takeTotpCode(user.id, next, later));
    expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1);
  });

  test('a code of the step before or after is taken, one of two steps away is not', async () => {
    const { user, secret, confirmedAt } = await withApp();
    const now = new Date(confirmedAt.getTime() + 10 * PERIOD_MS);
    const at = (steps: number) => codeAt(secret, new Date(now.getTime() + steps * PERIOD_MS));
    expect(await takeTotpCode(user.id, at(-2), now)).toBe(false);
    expect(await takeTotpCode(user.id, at(2), now)).toBe(false);
    expect(await takeTotpCode(user.id, at(-1), now)).toBe(true);
    expect(await takeTotpCode(user.id, at(1), now)).toBe(true);
    // An earlier step is refused once a later one was used.
    expect(await takeTotpCode(user.id, at(0), now)).toBe(false);
  });

  test('an offered secret opens nothing until it is confirmed', async () => {
    const { user, cookie } = await anAccount();
    const { secret } = (await ask(offer, { cookie })).json;
    const now = new Date();
    expect(await takeTotpCode(user.id, codeAt(secret, now), now)).toBe(false);
    expect(await methodsOf(user.id)).toMatchObject({ authenticatorApp: false });
  });

  test('its secret is not in the database as it is', async () => {
    const { user, secret } = await withApp();
    expect((await storedTotp(user.id)).toString('latin1')).not.toContain(secret);
  });
});

describe('recovery codes', () => {
  test('each works once, also in parallel, and however it is typed', async () => {
    const { user } = await withPasskey();
    const { codes } = await makeRecoveryCodes(user);
    expect(new Set(codes).size).toBe(10);
    const takes = Array.from({ length: 20 }, () => takeRecoveryCode(user.id, codes[0] ?? ''));
    expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1);
    expect(await takeRecoveryCode(user.id, ` ${codes[1]?.toUpperCase().replace('-', ' ')}`)).toBe(true);
    expect(await methodsOf(user.id)).toMatchObject({ recoveryCodes: 8 });
  });

  test('somebody else’s code opens nothing', async () => {
    const { user } = await withPasskey();
    const { user: other } = await anAccount();
    const { codes } = await makeRecoveryCodes(user);
    expect(await takeRecoveryCode(other.id, codes[0] ?? '')).toBe(false);
    expect(await takeRecoveryCode(user.id, codes[0] ?? '')).toBe(true);
  });

  test('new codes end the old ones', async () => {
    const { user } = await withPasskey();
    const { codes: old } = await makeRecoveryCodes(user);
    await makeRecoveryCodes(user);
    expect(await takeRecoveryCode(user.id, old[0] ?? '')).toBe(false);
  });

  test('are made only for somebody with another method, also at the moment in which the last one goes', async () => {
    const { user, cookie } = await anAccount({ steppedUpAgoMs: 0 });
    const refused = await ask(makeCodes, { cookie });
    expect([refused.status, refused.json.code]).toEqual([409, 'conflict']);
    await ask(offer, { cookie });
    expect((await ask(makeCodes, { cookie })).status).toBe(409);
    for (let n = 0; n < 5; n += 1) {
      const passkeyId = await aPasskeyOf(user.id);
      await Promise.allSettled([removePasskey(user, passkeyId, true), makeRecoveryCodes(user)]);
      expect(await methodsOf(user.id)).toEqual({ passkeys: 0, authenticatorApp: false, recoveryCodes: 0 });
    }
  });

  test('guessing is slowed down with retry-after, and the open step-up of the owner goes on', async () => {
    const { user, cookie } = await withPasskey();
    await makeRecoveryCodes(user);
    const guesses = await Promise.all(
      Array.from({ length: 40 }, () => ask(recover, { cookie, body: { code: 'aaaaa-aaaaa' } })),
    );
    const slowed = guesses.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThanOrEqual(19);
    expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(slowed[0]?.json.title).toContain('somebody knows your password');
    expect((await ask(offer, { cookie })).status).toBe(200);
  });
});

describe('enrolment', () => {
  test('the first method: within five minutes of signing in, and not later', async () => {
    const early = await anAccount({ signedInAgoMs: FIVE_MINUTES_MS - 60_000 });
    expect((await ask(enrolOptions, { cookie: early.cookie })).status).toBe(200);
    const late = await anAccount({ signedInAgoMs: FIVE_MINUTES_MS });
    for (const handler of [enrolOptions, offer]) {
      const answer = await ask(handler, { cookie: late.cookie });
      expect([answer.status, answer.json.code]).toEqual([403, 'enrolment_window_closed']);
    }
  });

  test('later methods: only behind step-up, also right after signing in', async () => {
    const { user, cookie } = await anAccount();
    await aPasskeyOf(user.id);
    for (const handler of [enrolOptions, offer]) {
      expect((await ask(handler, { cookie })).json.code).toBe('step_up_required');
    }
  });

  test('the first authenticator app steps the session up under a new id', async () => {
    const { cookie, user } = await withApp();
    expect(cookie).not.toBe('');
    expect((await ask(removeApp, { cookie, method: 'DELETE', query: '?confirmLast=true' })).status).toBe(204);
    expect(await methodsOf(user.id)).toMatchObject({ authenticatorApp: false });
  });
});

describe('removing', () => {
  test('the last method asks for confirmation, and takes the recovery codes along', async () => {
    const { user, cookie } = await anAccount({ steppedUpAgoMs: 0 });
    const passkeyId = await aPasskeyOf(user.id);
    await makeRecoveryCodes(user);
    const asked = { cookie, method: 'DELETE', params: { passkeyId } };
    expect((await ask(removePasskeyRoute, asked)).status).toBe(409);
    expect(await methodsOf(user.id)).toMatchObject({ passkeys: 1, recoveryCodes: 10 });
    expect((await ask(removePasskeyRoute, { ...asked, query: '?confirmLast=true' })).status).toBe(204);
    expect(await methodsOf(user.id)).toEqual({ passkeys: 0, authenticatorApp: false, recoveryCodes: 0 });
  });

  test('of two passkeys removed at once without confirmation one stays', async () => {
    const { user } = await anAccount({ steppedUpAgoMs: 0 });
    const ids = [await aPasskeyOf(user.id), await aPasskeyOf(user.id)];
    const outcomes = await Promise.allSettled(ids.map((id) => removePasskey(user, id, false)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await methodsOf(user.id)).toMatchObject({ passkeys: 1 });
  });

  test('somebody else’s passkey is not found', async () => {
    const owner = await anAccount();
    const passkeyId = await aPasskeyOf(owner.user.id);
    const { cookie } = await anAccount({ steppedUpAgoMs: 0 });
    const params = { passkeyId };
    const remove = await ask(removePasskeyRoute, { cookie, method: 'DELETE', params });
    const rename = await ask(renamePasskeyRoute, { cookie, method: 'PUT', params, body: { name: 'Mine' } });
    expect([remove.status, rename.status]).toEqual([404, 404]);
    expect(await methodsOf(owner.user.id)).toMatchObject({ passkeys: 1 });
  });
});
