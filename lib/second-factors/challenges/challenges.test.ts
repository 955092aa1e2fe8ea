import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '@/lib/db/prisma';
import { anAccount, signIn } from '@/test/support/people/account';
import { type ChallengeFor, issueChallenge, takeChallenge } from './challenges';
import { CHALLENGE_DURATION_MS } from './policy';

const signed = (challenge: string) =>
  Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge })).toString('base64url');

async function aChallenge() {
  const { user } = await anAccount();
  const wanted: ChallengeFor = { purpose: 'STEP_UP', userId: user.id, sessionId: user.session.id };
  return { user, wanted, challenge: await issueChallenge(wanted) };
}

test('a challenge works once, also when twenty answers arrive at once', async () => {
  const { wanted, challenge } = await aChallenge();
  const takes = Array.from({ length: 20 }, () => takeChallenge(wanted, signed(challenge)));
  const taken = (await Promise.all(takes)).filter(Boolean);
  expect(taken).toEqual([challenge]);
});

test('a challenge is worth nothing for another purpose', async () => {
  const { wanted, challenge } = await aChallenge();
  expect(await takeChallenge({ ...wanted, purpose: 'ENROL' } as ChallengeFor, signed(challenge))).toBeNull();
  expect(await takeChallenge(wanted, signed(challenge))).toBe(challenge);
});

test('a challenge is worth nothing in another session of the same person', async () => {
  const { user, wanted, challenge } = await aChallenge();
  const other = await signIn(user.id);
  const elsewhere = { ...wanted, sessionId: other.user.session.id } as ChallengeFor;
  expect(await takeChallenge(elsewhere, signed(challenge))).toBeNull();
});

test('a challenge is worth nothing to somebody else', async () => {
  const { wanted, challenge } = await aChallenge();
  const { user: other } = await anAccount();
  const theirs = { ...wanted, userId: other.id, sessionId: other.session.id } as ChallengeFor;
  expect(await takeChallenge(theirs, signed(challenge))).toBeNull();
});

test('a challenge ends after five minutes', async () => {
  const { wanted, challenge } = await aChallenge();
  const now = Date.now();
  const late = new Date(now + CHALLENGE_DURATION_MS + 1000);
  expect(await takeChallenge(wanted, signed(challenge), late)).toBeNull();
  expect(await takeChallenge(wanted, signed(challenge), new Date(now + CHALLENGE_DURATION_MS - 5000))).toBe(
    challenge,
  );
});

test('what is no client data takes nothing', async () => {
  const { wanted } = await aChallenge();
  for (const nonsense of ['', 'e30', signed(''), Buffer.from('[1]').toString('base64url')]) {
    expect(await takeChallenge(wanted, nonsense)).toBeNull();
  }
});

test('a session that was renewed meanwhile gets no challenge, and is told to sign in', async () => {
  const { user } = await anAccount();
  await db().session.update({
    where: { id: user.session.id },
    data: { id: randomUUID() },
    select: { id: true },
  });
  const wanted: ChallengeFor = { purpose: 'STEP_UP', userId: user.id, sessionId: user.session.id };
  await expect(issueChallenge(wanted)).rejects.toMatchObject({ code: 'sign_in_required' });
});
