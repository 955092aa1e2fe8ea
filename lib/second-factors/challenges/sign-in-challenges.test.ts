import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '@/lib/db/prisma';
import { testAuthenticator } from '@/test/support/people/authenticator';
import { passkeySignInOptions, signInWithPasskey } from '../sign-in-with-passkey';
import { CHALLENGE_DURATION_MS } from './policy';
import { issueSignInChallenge, takeSignInChallenge } from './sign-in-challenges';

const signed = (challenge: string) =>
  Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge })).toString('base64url');

test('a challenge works once, also when twenty answers arrive at once', async () => {
  const challenge = await issueSignInChallenge();
  const takes = Array.from({ length: 20 }, () => takeSignInChallenge(signed(challenge)));
  expect((await Promise.all(takes)).filter(Boolean)).toEqual([challenge]);
  expect(await takeSignInChallenge(signed(challenge))).toBeNull();
});

test('a challenge ends after five minutes, to the second, and begins with its issue', async () => {
  const start = Date.now();
  const take = async (offsetMs: number) =>
    takeSignInChallenge(signed(await issueSignInChallenge(new Date(start))), new Date(start + offsetMs));
  expect(await take(CHALLENGE_DURATION_MS - 1_000)).not.toBeNull();
  expect(await take(CHALLENGE_DURATION_MS)).toBeNull();
  expect(await take(-1_000)).toBeNull();
});

test('what was altered, made up or spelled otherwise is none', async () => {
  const challenge = await issueSignInChallenge();
  const later = Buffer.from(challenge, 'base64url');
  later.writeUIntBE(later.readUIntBE(0, 6) + 60_000, 0, 6);
  const last = challenge.at(-1) ?? '';
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const respelled = challenge.slice(0, -1) + alphabet[alphabet.indexOf(last) ^ 1];
  for (const text of [
    later.toString('base64url'),
    randomBytes(32).toString('base64url'),
    respelled,
    '',
    `${challenge}=`,
  ]) {
    expect(await takeSignInChallenge(signed(text))).toBeNull();
  }
  expect(await takeSignInChallenge(signed(challenge))).toBe(challenge);
});

test('strangers leave no rows, however many challenges they ask for and answer', async () => {
  const key = testAuthenticator();
  const asked: string[] = [];
  for (let n = 0; n < 50; n++) {
    const { challenge } = await passkeySignInOptions();
    asked.push(challenge);
    const answer = JSON.stringify(key.get(challenge, '1'));
    await expect(signInWithPasskey(answer)).rejects.toMatchObject({ code: 'sign_in_failed' });
  }
  expect(await db().webauthnChallenge.count({ where: { challenge: { in: asked } } })).toBe(0);
});
