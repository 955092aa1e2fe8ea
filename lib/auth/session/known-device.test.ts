import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { countAttempt } from '@/lib/accounts/attempts/attempts';
import { signInWithPassword } from '@/lib/accounts/sign-in-with-password';
import { hashPassword } from '@/lib/accounts/user/password';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { db } from '@/lib/db/prisma';
import { anAccount } from '@/test/support/people/account';
import { type DeviceOwner, knownDevice, knownDeviceCookie } from './known-device';

const password = 'correct horse battery';
const passwordHash = await hashPassword(password);
const withCookie = (line: string) => new Headers({ cookie: line.split(';')[0] ?? '' });
const none = new Headers();
const owner = (id: string): DeviceOwner => ({ id, passwordHash });

const address = () => `198.51.100.${randomBytes(4).readUInt32BE()}`;
const clientWith = (headers: Headers, sourceAddress = address()) => ({
  sourceAddress,
  userAgent: 'test',
  deviceFor: (owner: DeviceOwner) => knownDevice(headers, owner),
});
const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'in',
    (error: { code: string }) => error.code,
  );

test('a browser is known only for the people who signed in with it; an altered cookie is ignored', () => {
  const ada = knownDeviceCookie(none, owner('ada'));
  expect(knownDevice(withCookie(ada), owner('ada'))).toMatch(/^[\w-]{22}$/);
  expect(knownDevice(withCookie(ada), owner('bob'))).toBeNull();
  for (let at = ada.indexOf('=') + 1; at < ada.indexOf(';'); at += 3) {
    const altered = `${ada.slice(0, at)}${ada[at] === 'A' ? 'B' : 'A'}${ada.slice(at + 1)}`;
    if (altered !== ada) expect(knownDevice(withCookie(altered), owner('ada'))).toBeNull();
  }
});

test('a shared browser knows the five who signed in last, under names that stay', () => {
  let headers = none;
  const people = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const person of people) headers = withCookie(knownDeviceCookie(headers, owner(person)));
  expect(people.map((person) => knownDevice(headers, owner(person)) !== null)).toEqual([
    false,
    true,
    true,
    true,
    true,
    true,
  ]);
  const again = withCookie(knownDeviceCookie(headers, owner('c')));
  expect(knownDevice(again, owner('c'))).toBe(knownDevice(headers, owner('c')));
});

test('after a change of the password no browser is known until somebody has signed in with the new one', () => {
  const before = withCookie(knownDeviceCookie(none, owner('ada')));
  const ada = { id: 'ada', passwordHash: 'another' };
  expect(knownDevice(before, ada)).toBeNull();
  expect(knownDevice(withCookie(knownDeviceCookie(before, ada)), ada)).not.toBeNull();
});

test('strangers’ guesses, from anywhere and from the same address, lock no known device out', async () => {
  const { email, user } = await anAccount({ passwordHash });
  const here = address();
  const device = withCookie(knownDeviceCookie(none, owner(user.id)));
  await outcome(signInWithPassword({ email, password: 'wrong' }, clientWith(none, here)));
  // As after many more attempts: every counter of the account and of the address is blocked.
  const who = keyedHash(`password|${email}`).toString('base64url');
  await db().attemptCounter.updateMany({
    where: { OR: [{ key: { contains: who } }, { key: { contains: here } }] },
    data: { failures: 100, blockedUntil: new Date(Date.now() + 4 * 60_000) },
  });
  expect(await outcome(signInWithPassword({ email, password }, clientWith(none)))).toBe('too_many_attempts');
  expect(await outcome(signInWithPassword({ email, password }, clientWith(device, here)))).toBe('in');
});

test('guesses from a known device are slowed down like any others', async () => {
  const { email, user } = await anAccount({ passwordHash });
  const device = withCookie(knownDeviceCookie(none, owner(user.id)));
  const guesses = Array.from({ length: 20 }, () =>
    outcome(signInWithPassword({ email, password: 'wrong' }, clientWith(device))),
  );
  const answers = await Promise.all(guesses);
  expect(answers.filter((answer) => answer === 'too_many_attempts').length).toBeGreaterThanOrEqual(10);
});

test('guesses at made-up names do not slow down those who come from the same address', async () => {
  const { email } = await anAccount({ passwordHash });
  const here = clientWith(none, address());
  for (let n = 0; n < 35; n++) {
    const guess = signInWithPassword({ email: `made-up-${n}-${email}`, password: 'wrong' }, here);
    expect(await outcome(guess)).toBe('sign_in_failed');
  }
  expect(await outcome(signInWithPassword({ email, password }, here))).toBe('in');
});

test('guesses at any names from one address are slowed down after many, right ones take nothing away', async () => {
  const { email } = await anAccount({ passwordHash });
  const from = address();
  const guess = (account: string) =>
    ({ kind: 'password', account, sourceAddress: from, isUnknownAccount: true }) as const;
  const start = new Date();
  for (let n = 0; n < 100; n++) await countAttempt(guess(`made-up-${n}-${email}`), start);
  for (let n = 0; n < 30; n++) {
    expect(await outcome(signInWithPassword({ email, password }, clientWith(none, from)))).toBe('in');
  }
  // A counter that is much newer than the time of an attempt counts as one of a wrong clock.
  const end = new Date();
  for (let n = 100; n < 121; n++) await countAttempt(guess(`made-up-${n}-${email}`), end);
  const next = countAttempt(guess(`made-up-${email}`), end);
  await expect(next).rejects.toMatchObject({ code: 'too_many_attempts', details: { retryAfterS: 2 } });
});

test('all addresses of one IPv6 network are one', async () => {
  const network = `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}`;
  const account = randomBytes(8).toString('hex');
  const start = new Date();
  const guess = (from: string) =>
    outcome(countAttempt({ kind: 'password', account, sourceAddress: from }, start));
  for (let n = 1; n <= 6; n++) expect(await guess(`${network}::${n}`)).toBe('in');
  expect(await guess(`${network}:ffff::1`)).toBe('too_many_attempts');
  expect(await guess('2001:db9::1')).toBe('in');
});
