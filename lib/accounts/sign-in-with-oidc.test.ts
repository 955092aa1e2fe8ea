import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { requireAdministrator } from '@/lib/auth/require-administrator';
import { invite } from './invite';
import { setMemberStatus } from './set-member-status';
import { signInWithOidc } from './sign-in-with-oidc';
import { anAccount } from './test-account';

const subject = () => randomBytes(8).toString('hex');

describe('sign-in through an OpenID Connect provider', () => {
  test('finds the account with the same verified e-mail address, and from then on by its subject', async () => {
    const { user, email } = await anAccount();
    const sub = subject();
    expect(await signInWithOidc({ sub, email: email.toUpperCase(), email_verified: true })).toEqual({
      userId: user.id,
    });
    expect(await signInWithOidc({ sub })).toEqual({ userId: user.id });
  });

  test('an unverified address, a stranger and no subject open nothing', async () => {
    const { email } = await anAccount();
    for (const email_verified of [false, undefined]) {
      expect(await signInWithOidc({ sub: subject(), email, email_verified })).toBeNull();
    }
    const stranger = `${subject()}@example.com`;
    expect(await signInWithOidc({ sub: subject(), email: stranger, email_verified: true })).toBeNull();
    expect(await signInWithOidc({ email, email_verified: true })).toBeNull();
    expect(await signInWithOidc(undefined)).toBeNull();
  });

  test('a second subject does not take over an account that has one', async () => {
    const { email } = await anAccount();
    await signInWithOidc({ sub: subject(), email, email_verified: true });
    expect(await signInWithOidc({ sub: subject(), email, email_verified: true })).toBeNull();
  });

  test('an invitation bound to the verified address makes the account, once', async () => {
    const { user } = await anAccount({ role: 'ADMINISTRATOR' });
    const email = `${subject()}@example.com`;
    await invite(requireAdministrator(user), { email, role: 'MEMBER' });
    const sub = subject();
    const made = await signInWithOidc({ sub, email, email_verified: true, name: 'Grace Hopper' });
    expect(made).not.toBeNull();
    expect(await signInWithOidc({ sub, email, email_verified: true })).toEqual(made);
  });

  test('a deactivated account stays closed', async () => {
    const { user: administrator } = await anAccount({ role: 'ADMINISTRATOR' });
    const { user, email } = await anAccount();
    const sub = subject();
    await signInWithOidc({ sub, email, email_verified: true });
    await setMemberStatus(requireAdministrator(administrator), user.id, false);
    expect(await signInWithOidc({ sub, email, email_verified: true })).toBeNull();
  });
});
