import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pool } from '@/lib/db/pool';
import { db } from '@/lib/db/prisma';
import { provide } from '@/lib/env';
import { anAccount } from '@/test/support/people/account';
import { adoptOidcLinks } from './adopt-oidc-links';
import { invite } from './invite';
import { setMemberStatus } from './set-member-status';
import { signInWithOidc as signIn } from './sign-in-with-oidc';
import { linkWithOidc } from './user/link-with-oidc';

const subject = () => randomBytes(8).toString('hex');
const ISSUER = 'https://login.example.com';
const CLIENT = { sourceAddress: '192.0.2.7', userAgent: '' };
const signInWithOidc = (claims: unknown, issuer = ISSUER) => signIn(issuer, claims, CLIENT);
const aProvenAccount = () => anAccount({ emailProven: true });

afterEach(() => {
  vi.unstubAllEnvs();
  provide('NODE_ENV', 'test');
});

describe('sign-in through an OpenID Connect provider', () => {
  test('finds the account with the same verified e-mail address, and from then on by its subject', async () => {
    const { user, email } = await aProvenAccount();
    const sub = subject();
    expect(await signInWithOidc({ sub, email: email.toUpperCase(), email_verified: true })).toEqual({
      userId: user.id,
    });
    expect(await signInWithOidc({ sub })).toEqual({ userId: user.id });
  });

  test('an unverified address, an unknown person and a missing subject sign nobody in', async () => {
    const { email } = await aProvenAccount();
    for (const email_verified of [false, undefined]) {
      expect(await signInWithOidc({ sub: subject(), email, email_verified })).toBeNull();
    }
    const stranger = `${subject()}@example.com`;
    expect(await signInWithOidc({ sub: subject(), email: stranger, email_verified: true })).toBeNull();
    expect(await signInWithOidc({ email, email_verified: true })).toBeNull();
    expect(await signInWithOidc(undefined)).toBeNull();
  });

  test('a second subject does not take over an account that has one', async () => {
    const { email } = await aProvenAccount();
    await signInWithOidc({ sub: subject(), email, email_verified: true });
    expect(await signInWithOidc({ sub: subject(), email, email_verified: true })).toBeNull();
  });

  test('an invitation bound to the verified address makes the account, once', async () => {
    const { user } = await anAccount({ role: 'ADMINISTRATOR' });
    const email = `${subject()}@example.com`;
    await invite(user, { email, role: 'MEMBER' });
    const sub = subject();
    const made = await signInWithOidc({ sub, email, email_verified: true, name: 'Grace Hopper' });
    expect(made).not.toBeNull();
    expect(await signInWithOidc({ sub, email, email_verified: true })).toEqual(made);
  });

  test.each([
    ['a name that is longer than any here', 'Grace 👩‍👩‍👧 '.repeat(40), /^Grace 👩‍👩‍👧 .{50,}…$/su],
    ['no name and a long address', undefined, /^[0-9a-f]{64}@a{10,}…$/],
  ])('makes the account of somebody with %s, cut short', async (_, name, shown) => {
    const { user } = await anAccount({ role: 'ADMINISTRATOR' });
    const email = `${randomBytes(32).toString('hex')}@${`${'a'.repeat(40)}.`.repeat(3)}example.com`;
    await invite(user, { email, role: 'MEMBER' });
    const made = await signInWithOidc({ sub: subject(), email, email_verified: true, name });
    expect(made).toMatchObject({ userId: expect.any(String) });
    const row = await db().user.findUniqueOrThrow({ where: { email }, select: { name: true } });
    expect(row.name).toMatch(shown);
  });

  test('makes an account with the only connection that is free', async () => {
    const { user } = await anAccount({ role: 'ADMINISTRATOR' });
    const email = `${subject()}@example.com`;
    await invite(user, { email, role: 'MEMBER' });
    const others = Array.from({ length: (pool().options.max ?? 0) - 1 }, () => pool().connect());
    const held = await Promise.all(others);
    const signedIn = signInWithOidc({ sub: subject(), email, email_verified: true });
    await signedIn.finally(() => held.forEach((client) => void client.release()));
    expect(await signedIn).toMatchObject({ userId: expect.any(String) });
  });

  test('an account whose address nobody has proven opens only once it was signed in to otherwise', async () => {
    const { user, email } = await anAccount();
    const sub = subject();
    const pendingLink = { userId: user.id, oidcIssuer: ISSUER, oidcSubject: sub };
    for (let n = 0; n < 2; n += 1) {
      expect(await signInWithOidc({ sub, email, email_verified: true })).toEqual({ pendingLink });
    }
    await linkWithOidc(pendingLink, CLIENT);
    expect(await signInWithOidc({ sub })).toEqual({ userId: user.id });
    await linkWithOidc({ ...pendingLink, oidcSubject: subject() }, CLIENT);
    expect(await signInWithOidc({ sub })).toEqual({ userId: user.id });
  });

  test('a person of the provider who has an account gets no second one', async () => {
    const [first, second] = [await aProvenAccount(), await anAccount()];
    const sub = subject();
    await signInWithOidc({ sub, email: first.email, email_verified: true });
    await linkWithOidc({ userId: second.user.id, oidcIssuer: ISSUER, oidcSubject: sub }, CLIENT);
    expect(await signInWithOidc({ sub })).toEqual({ userId: first.user.id });
  });

  test('a deactivated account stays closed', async () => {
    const { user: administrator } = await anAccount({ role: 'ADMINISTRATOR' });
    const { user, email } = await aProvenAccount();
    const sub = subject();
    await signInWithOidc({ sub, email, email_verified: true });
    await setMemberStatus(administrator, user.id, false);
    expect(await signInWithOidc({ sub, email, email_verified: true })).toBeNull();
  });

  test.each([
    [{ email_verified: 'true' }],
    [{ email_verified: 'false' }],
    [{ email_verified: null }],
    [{ email_verified: 1 }],
    [{ email: null, name: null, email_verified: undefined }],
    [{ email: ['a@example.com'], name: {}, email_verified: 'yes' }],
    [{ email: 'somebody-else@example.com', email_verified: false }],
    [{}],
  ])('a linked account signs in by its subject, whatever else is said: %j', async (said) => {
    const { user, email } = await aProvenAccount();
    const sub = subject();
    await signInWithOidc({ sub, email, email_verified: true });
    expect(await signInWithOidc({ sub, ...said })).toEqual({ userId: user.id });
  });

  test('the claim email_verified may be the string "true"; every other string counts as false', async () => {
    for (const said of ['false', '', 'yes', '1', 0, 1, null, {}]) {
      const { email } = await aProvenAccount();
      expect(await signInWithOidc({ sub: subject(), email, email_verified: said })).toBeNull();
    }
    const { user, email } = await aProvenAccount();
    expect(await signInWithOidc({ sub: subject(), email, email_verified: 'true' })).toEqual({
      userId: user.id,
    });
  });

  test('the same subject of another provider is another person', async () => {
    const { user, email } = await aProvenAccount();
    const other = await aProvenAccount();
    const sub = subject();
    await signInWithOidc({ sub, email, email_verified: true });
    const elsewhere = 'https://other.example.com';
    expect(await signInWithOidc({ sub }, elsewhere)).toBeNull();
    expect(await signInWithOidc({ sub, email, email_verified: true }, elsewhere)).toBeNull();
    expect(await signInWithOidc({ sub, email: other.email, email_verified: true }, elsewhere)).toEqual({
      userId: other.user.id,
    });
    expect(await signInWithOidc({ sub })).toEqual({ userId: user.id });
  });

  test('links of the provider that was used before move with a verified address, when it is named', async () => {
    const { user, email } = await aProvenAccount();
    const before = 'https://before.example.com';
    await signInWithOidc({ sub: subject(), email, email_verified: true }, before);
    vi.stubEnv('OIDC_FORMER_ISSUER', `${before}/`);
    provide('NODE_ENV', 'test');
    const sub = subject();
    expect(await signInWithOidc({ sub, email, email_verified: false })).toBeNull();
    expect(await signInWithOidc({ sub, email, email_verified: true })).toEqual({ userId: user.id });
    expect(await signInWithOidc({ sub })).toEqual({ userId: user.id });
  });

  test('a link from before issuers were kept belongs to the provider configured at the next start', async () => {
    const { user } = await aProvenAccount();
    const sub = subject();
    await linkWithoutIssuer(user.id, sub);
    for (const [name, value] of Object.entries({ OIDC_ISSUER: `${ISSUER}/`, OIDC_CLIENT_ID: 'x' })) {
      vi.stubEnv(name, value);
    }
    vi.stubEnv('OIDC_CLIENT_SECRET', 'y');
    provide('NODE_ENV', 'test');
    await adoptOidcLinks();
    expect(await signInWithOidc({ sub }, 'https://other.example.com')).toBeNull();
    expect(await signInWithOidc({ sub })).toEqual({ userId: user.id });
  });

  test('a link that an older process made meanwhile is completed by the verified address, for nobody else', async () => {
    const { user, email } = await aProvenAccount();
    const other = await aProvenAccount();
    const sub = subject();
    await linkWithoutIssuer(user.id, sub);
    expect(await signInWithOidc({ sub })).toBeNull();
    expect(await signInWithOidc({ sub: subject(), email, email_verified: true })).toBeNull();
    expect(await signInWithOidc({ sub, email: other.email, email_verified: false })).toBeNull();
    expect(await signInWithOidc({ sub, email, email_verified: true })).toEqual({ userId: user.id });
  });
});

async function linkWithoutIssuer(id: string, oidcSubject: string) {
  await db().user.update({ where: { id }, data: { oidcSubject }, select: { id: true } });
}
