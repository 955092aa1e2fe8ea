import { describe, expect, test } from 'vitest';
import { POST as passkeyOptions } from '@/app/api/passkeys/options/route';
import { GET as facts } from '@/app/api/step-up/route';
import { hashPassword } from '@/lib/accounts/user/password';
import { anAccount, aPasskeyOf, ask, userBehind } from '@/test/support/people/account';
import { POST as confirm } from './route';

const PASSWORD = 'correct horse battery';
const LONG_AGO = { signedInAgoMs: 6 * 60 * 1000 };
const passwordHash = await hashPassword(PASSWORD);

describe('one’s own password, given again', () => {
  test('lets a first second factor be added later than five minutes after signing in', async () => {
    const { user, cookie } = await anAccount({ ...LONG_AGO, passwordHash });
    expect((await ask(passkeyOptions, { cookie })).json.code).toBe('enrolment_window_closed');
    const before = (await ask(facts, { cookie, method: 'GET' })).json;
    expect(before).toMatchObject({ firstEnrolmentOpen: false, signIn: { hasPassword: true } });

    const answer = await ask(confirm, { cookie, body: { password: PASSWORD } });
    expect(answer.status).toBe(204);
    const renewed = answer.cookie ?? '';
    expect((await ask(passkeyOptions, { cookie: renewed })).status).toBe(200);
    expect((await ask(facts, { cookie: renewed, method: 'GET' })).json.firstEnrolmentOpen).toBe(true);
    // The session goes on under a new id; the old id is invalid.
    const now = await userBehind(renewed);
    expect(now.id).toBe(user.id);
    expect(now.session.id).not.toBe(user.session.id);
    expect((await ask(facts, { cookie, method: 'GET' })).status).toBe(401);
  });

  test('opens neither the module nor the way past methods that are there', async () => {
    const { user, cookie } = await anAccount({ ...LONG_AGO, passwordHash });
    await aPasskeyOf(user.id);
    const { cookie: renewed } = await ask(confirm, { cookie, body: { password: PASSWORD } });
    expect((await ask(passkeyOptions, { cookie: renewed })).json.code).toBe('step_up_required');
    expect((await ask(facts, { cookie: renewed, method: 'GET' })).json.endsAt).toBeNull();
  });

  test('is refused when it is wrong, somebody else’s, or there is none; the window stays closed', async () => {
    const owner = await anAccount({ ...LONG_AGO, passwordHash });
    const other = await anAccount({ ...LONG_AGO, passwordHash: await hashPassword('another password') });
    const without = await anAccount(LONG_AGO);
    const wrongs = [
      { cookie: owner.cookie, body: { password: 'another password' } },
      { cookie: other.cookie, body: { password: PASSWORD } },
      { cookie: without.cookie, body: { password: PASSWORD } },
      { cookie: owner.cookie, body: { password: '' } },
    ];
    for (const wrong of wrongs) {
      const answer = await ask(confirm, wrong);
      expect([answer.status, answer.json.code, answer.json.field]).toEqual([
        403,
        'step_up_failed',
        'password',
      ]);
      expect(answer.cookie).toBeUndefined();
      expect((await ask(passkeyOptions, wrong)).json.code).toBe('enrolment_window_closed');
    }
    expect((await ask(facts, { cookie: without.cookie, method: 'GET' })).json.signIn.hasPassword).toBe(false);
  });

  test('is guessed at no faster than at the sign-in page', async () => {
    const { cookie } = await anAccount({ ...LONG_AGO, passwordHash });
    const codes = await Promise.all(
      Array.from(
        { length: 40 },
        async () => (await ask(confirm, { cookie, body: { password: 'wrong' } })).json.code,
      ),
    );
    expect(codes).toContain('too_many_attempts');
  });

  test('is asked of nobody who is signed out, and not from another site', async () => {
    const { cookie } = await anAccount({ passwordHash });
    expect((await ask(confirm, { body: { password: PASSWORD } })).json.code).toBe('sign_in_required');
    const foreign = await ask(confirm, { cookie, body: { password: PASSWORD }, site: 'cross-site' });
    expect(foreign.json.code).toBe('not_same_origin');
  });
});
