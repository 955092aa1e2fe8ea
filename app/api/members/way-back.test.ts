import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signInWithPassword } from '@/lib/accounts/sign-in-with-password';
import { hashPassword } from '@/lib/accounts/user/password';
import { RESET_LINK_DURATION_MS } from '@/lib/reset-links/reset-link-policy';
import { createToken } from '@/prisma/factories/create-token';
import { anEmptyInstallation } from '@/test/support/database/installation';
import { anAccount, aPasskeyOf, ask, signIn } from '@/test/support/people/account';
import { expectGated } from '@/test/support/people/gated';
import { ageLinks, ownEvents, storedLinks, tokensOn, toldByHerald } from '@/test/support/people/reset-links';
import { PUT as changeName } from '../account/name/route';
import { PUT as changePassword } from '../account/password/route';
import { POST as passkeyOptions } from '../passkeys/options/route';
import { POST as useLink } from '../reset-links/use/route';
import { POST as setUp } from '../setup/route';
import { GET as facts } from '../step-up/route';
import { POST as issueLink } from './[userId]/reset-link/route';
import { PUT as setRole } from './[userId]/role/route';
import { PUT as setStatus } from './[userId]/status/route';

await anEmptyInstallation();
await ask(setUp, {
  body: {
    organizationName: 'Northwind',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    password: 'correct horse battery',
  },
});
const passwordHash = await hashPassword('the old password');
const administrator = await anAccount({ role: 'ADMINISTRATOR', steppedUpAgoMs: 0 });
const client = { sourceAddress: '', userAgent: 'test' };
const NEW = 'a quite new password';

async function aLink(userId: string, body: object, cookie = administrator.cookie): Promise<string> {
  const made = await ask(issueLink, { cookie, params: { userId }, body });
  expect([made.status, made.json.code]).toEqual([200, undefined]);
  return made.json.url.split('/reset/')[1];
}
const use = (code: string, password?: string) => ask(useLink, { body: { code, password } });
const passwordWorks = (email: string, password: string) =>
  signInWithPassword({ email, password }, client).then(
    () => true,
    () => false,
  );
const isSignedIn = async (cookie: string) => (await ask(facts, { cookie, method: 'GET' })).status === 200;

describe('one’s own account', () => {
  test('a new password ends the other sessions and no reset link outlives it, this session stays', async () => {
    const { user, cookie, email } = await anAccount({ passwordHash, steppedUpAgoMs: 0 });
    const other = await signIn(user.id);
    const code = await aLink(user.id, { password: true });
    const answer = await ask(changePassword, { cookie, method: 'PUT', body: { password: NEW } });
    expect(answer.status).toBe(204);
    expect(await passwordWorks(email, NEW)).toBe(true);
    expect(await passwordWorks(email, 'the old password')).toBe(false);
    expect([await isSignedIn(cookie), await isSignedIn(other.cookie)]).toEqual([true, false]);
    expect((await use(code, 'yet another password')).status).toBe(404);
    expect(await ownEvents(user.id)).toContain('account.change_password');
  });

  test('of two browsers that change the password at once, one is signed out and changes nothing more', async () => {
    const first = await anAccount({ passwordHash, steppedUpAgoMs: 0 });
    const second = await signIn(first.user.id, { steppedUpAgoMs: 0 });
    const answers = await Promise.all(
      [first, second].map(({ cookie }, n) =>
        ask(changePassword, { cookie, method: 'PUT', body: { password: `${NEW} ${n}` } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
    const winner = answers.findIndex(({ status }) => status === 204);
    expect(await passwordWorks(first.email, `${NEW} ${winner}`)).toBe(true);
  });

  test('the name is changed and on record', async () => {
    const { user, cookie } = await anAccount({ steppedUpAgoMs: 0 });
    expect((await ask(changeName, { cookie, method: 'PUT', body: { name: ' Grace  ' } })).status).toBe(204);
    expect(await ownEvents(user.id)).toContain('account.change_name');
    const empty = await ask(changeName, { cookie, method: 'PUT', body: { name: '  ' } });
    expect([empty.status, empty.json.field]).toEqual([400, 'name']);
  });
});

describe('a reset link', () => {
  test('sets the password once, ends all sessions, and leaves the second factor as it was', async () => {
    const { user, cookie, email } = await anAccount({ passwordHash, steppedUpAgoMs: 0 });
    await aPasskeyOf(user.id);
    const code = await aLink(user.id, { password: true });
    expect((await use(code)).json.field).toBe('password');
    expect((await use(code, NEW)).status).toBe(204);
    expect([await isSignedIn(cookie), await passwordWorks(email, NEW)]).toEqual([false, true]);
    expect((await use(code, 'yet another password')).status).toBe(404);
    const again = await signIn(user.id);
    expect((await ask(facts, { cookie: again.cookie, method: 'GET' })).json.methods.passkeys).toBe(1);
    expect((await ask(passkeyOptions, { cookie: again.cookie })).json.code).toBe('step_up_required');
    expect(await ownEvents(user.id)).toContain('account.reset_password');
  });

  test('takes the second factors away, and a first one can be added after signing in with the password', async () => {
    const { user, cookie, email } = await anAccount({ passwordHash, steppedUpAgoMs: 0 });
    await aPasskeyOf(user.id);
    await createToken(user);
    const code = await aLink(user.id, { secondFactors: true });
    expect((await use(code)).status).toBe(204);
    expect([await isSignedIn(cookie), await passwordWorks(email, 'the old password')]).toEqual([false, true]);
    const again = await signIn(user.id);
    expect((await ask(facts, { cookie: again.cookie, method: 'GET' })).json).toMatchObject({
      endsAt: null,
      methods: { passkeys: 0, authenticatorApp: false, recoveryCodes: 0 },
    });
    expect((await ask(passkeyOptions, { cookie: again.cookie })).status).toBe(200);
    expect(await ownEvents(user.id)).toContain('second_factor.reset');
    expect(await tokensOn(user.id)).toBe(1);
    expect(await toldByHerald(again.user)).toMatch(/were removed with a reset link.*If this was not you/);
    expect(await toldByHerald(administrator.user)).toBe('');
  });

  test('switches the tokens off when the administrator chose that', async () => {
    const { user } = await anAccount({ passwordHash, steppedUpAgoMs: 0 });
    await createToken(user);
    await createToken(user);
    await use(await aLink(user.id, { password: true, webhookTokens: 'disable' }), NEW);
    expect(await tokensOn(user.id)).toBe(0);
  });

  test('works once, also when ten use it at once', async () => {
    const { user, email } = await anAccount({ passwordHash });
    const code = await aLink(user.id, { password: true, secondFactors: true });
    const passwords = Array.from({ length: 10 }, (_, n) => `${NEW} ${n}`);
    const answers = await Promise.all(passwords.map((password) => use(code, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(9).fill(404)]);
    const winner = answers.findIndex(({ status }) => status === 204);
    expect(await passwordWorks(email, passwords[winner] ?? '')).toBe(true);
  });

  test.each([
    [-60, 204],
    [60, 404],
  ])('is good for 24 hours: %i s after them it answers %i', async (afterS, status) => {
    const { user } = await anAccount({ passwordHash });
    const code = await aLink(user.id, { secondFactors: true });
    await ageLinks(user.id, RESET_LINK_DURATION_MS + afterS * 1_000);
    expect((await use(code)).status).toBe(status);
  });

  test('ends when a newer one is issued, also of two issued at once one remains', async () => {
    const { user } = await anAccount({ passwordHash });
    const older = await aLink(user.id, { password: true });
    const codes = await Promise.all([1, 2, 3].map(() => aLink(user.id, { secondFactors: true })));
    expect((await use(older, NEW)).status).toBe(404);
    const answers = await Promise.all(codes.map((code) => use(code)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  test('is none for deactivated people, neither issued nor used nor after reactivating', async () => {
    const { user } = await anAccount({ passwordHash });
    const code = await aLink(user.id, { password: true });
    const status = (active: boolean) =>
      ask(setStatus, {
        cookie: administrator.cookie,
        method: 'PUT',
        params: { userId: user.id },
        body: { active },
      });
    await status(false);
    const params = { userId: user.id };
    const refused = await ask(issueLink, { cookie: administrator.cookie, params, body: { password: true } });
    expect([refused.status, refused.json.code]).toEqual([409, 'conflict']);
    expect((await use(code, NEW)).status).toBe(404);
    await status(true);
    expect((await use(code, NEW)).status).toBe(404);
  });

  test('ends with the role of who issued it', async () => {
    const { user } = await anAccount({ passwordHash });
    const issuer = await anAccount({ role: 'ADMINISTRATOR', steppedUpAgoMs: 0 });
    const code = await aLink(user.id, { password: true }, issuer.cookie);
    await ask(setRole, {
      cookie: administrator.cookie,
      method: 'PUT',
      params: { userId: issuer.user.id },
      body: { role: 'MEMBER' },
    });
    expect((await use(code, NEW)).status).toBe(404);
  });

  test('is stored as a hash only, and resets something', async () => {
    const { user } = await anAccount();
    const code = await aLink(user.id, { secondFactors: true });
    expect(JSON.stringify(await storedLinks(user.id))).not.toContain(code);
    expect(Buffer.concat(await storedLinks(user.id)).includes(code)).toBe(false);
    const params = { userId: user.id };
    const nothing = await ask(issueLink, { cookie: administrator.cookie, params, body: {} });
    expect(nothing.status).toBe(400);
    expect((await use(randomBytes(32).toString('base64url'))).status).toBe(404);
  });
});

const params = { userId: '1' };
test.each([
  { path: 'PUT /account/password', handler: changePassword, method: 'PUT', body: { password: NEW } },
  { path: 'PUT /account/name', handler: changeName, method: 'PUT', body: { name: 'Grace' } },
  { path: 'POST /members/…/reset-link', handler: issueLink, params, body: { password: true }, role: true },
])(
  '$path is closed to the signed out, to those not stepped up, after 15 minutes, and to other sites',
  ({ handler, role, ...request }) => expectGated(handler, request, role),
);

test('POST /reset-links/use is closed to other sites', async () => {
  const forged = await ask(useLink, { body: { code: 'x' }, site: 'cross-site' });
  expect(forged.json.code).toBe('not_same_origin');
});
