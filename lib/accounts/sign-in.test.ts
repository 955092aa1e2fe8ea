import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cpuMsOf } from '@/test/support/cpu-time';
import { anAccount } from '@/test/support/people/account';
import { aFlood } from '@/test/support/people/hash-flood';
import { countAttempt, forgiveAttempt, judgeAttempt } from './attempts/attempts';
import { signInWithPassword } from './sign-in-with-password';
import { hashPassword } from './user/password';

const password = 'correct horse battery';
const hash = await hashPassword(password);
const address = () => `198.51.100.${randomBytes(4).readUInt32BE()}`;
const client = (sourceAddress = address()) => ({ sourceAddress, userAgent: 'test' });

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );

describe('sign-in by password', () => {
  test('the right password signs in, a wrong one and an unknown e-mail get the same answer', async () => {
    const { email, user } = await anAccount({ passwordHash: hash });
    expect(await signInWithPassword({ email, password }, client())).toMatchObject({ userId: user.id });
    const wrong = signInWithPassword({ email, password: 'wrong' }, client());
    const unknown = signInWithPassword({ email: `x${email}`, password }, client());
    const [first, second] = await Promise.allSettled([wrong, unknown]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'sign_in_failed' } });
    expect(second).toEqual(first);
  });

  test('an unknown e-mail costs as much as a wrong password', async () => {
    const { email } = await anAccount({ passwordHash: hash });
    const time = (who: string) =>
      cpuMsOf(() => codeOf(signInWithPassword({ email: who, password: 'wrong' }, client())));
    const best = async (who: string) => Math.min(await time(who), await time(who), await time(who));
    await time(email);
    const [known, unknown] = [await best(email), await best(`x${email}`)];
    // Without the decoy an unknown address is twenty times faster.
    expect(unknown).toBeGreaterThan(known / 3);
  });

  test('an account without a password cannot be signed in to with any', async () => {
    const { email } = await anAccount();
    expect(await codeOf(signInWithPassword({ email, password: '' }, client()))).toBe('sign_in_failed');
  });
});

describe('slow-down', () => {
  test('a hundred guesses at once from one address are not a hundred tries', async () => {
    const { email } = await anAccount({ passwordHash: hash });
    const here = client();
    const guesses = Array.from({ length: 100 }, () =>
      codeOf(signInWithPassword({ email, password: 'wrong' }, here)),
    );
    const answers = await Promise.all(guesses);
    // Five are free; on a machine so slow that pauses end meanwhile, a few more are judged.
    const judged = answers.filter((code) => code === 'sign_in_failed').length;
    expect(judged).toBeLessThanOrEqual(20);
    expect(answers.filter((code) => code === 'too_many_attempts').length).toBe(100 - judged);
  });

  test('the pause is told, doubles, and is over after it', async () => {
    const attempt = {
      kind: 'password',
      account: randomBytes(8).toString('hex'),
      sourceAddress: address(),
    } as const;
    const start = Date.now();
    for (let n = 0; n < 6; n += 1) await countAttempt(attempt, new Date(start));
    const refused = countAttempt(attempt, new Date(start + 1000));
    await expect(refused).rejects.toMatchObject({ code: 'too_many_attempts', details: { retryAfterS: 1 } });
    await countAttempt(attempt, new Date(start + 2000));
    const again = countAttempt(attempt, new Date(start + 2000));
    await expect(again).rejects.toMatchObject({ details: { retryAfterS: 4 } });
  });

  test('guesses from one address do not slow the owner down at another', async () => {
    const { email, user } = await anAccount({ passwordHash: hash });
    const there = client();
    for (let n = 0; n < 10; n += 1) await codeOf(signInWithPassword({ email, password: 'wrong' }, there));
    expect(await codeOf(signInWithPassword({ email, password }, there))).toBe('too_many_attempts');
    expect(await signInWithPassword({ email, password }, client())).toMatchObject({ userId: user.id });
  });

  test('an address that tries many accounts is slowed down for all of them', async () => {
    const sourceAddress = address();
    const tries = Array.from({ length: 40 }, (_, n) =>
      codeOf(countAttempt({ kind: 'password', account: `${sourceAddress}-${n}`, sourceAddress })),
    );
    expect((await Promise.all(tries)).filter((code) => code === 'too_many_attempts').length).toBeGreaterThan(
      5,
    );
  });

  test('a right attempt starts the count again', async () => {
    const attempt = {
      kind: 'password',
      account: randomBytes(8).toString('hex'),
      sourceAddress: address(),
    } as const;
    for (let n = 0; n < 5; n += 1) await countAttempt(attempt);
    await forgiveAttempt(attempt);
    for (let n = 0; n < 5; n += 1) await countAttempt(attempt);
  });

  test('a password that nobody could judge, in a flood of sign-ins, is no wrong guess', async () => {
    const { email, user } = await anAccount({ passwordHash: hash });
    const here = client();
    const { end } = aFlood();
    for (let n = 0; n < 10; n += 1) {
      const answer = signInWithPassword({ email, password }, here);
      await expect(answer).rejects.toMatchObject({ code: 'too_many_attempts', details: { retryAfterS: 5 } });
    }
    await end();
    expect(await signInWithPassword({ email, password }, here)).toMatchObject({ userId: user.id });
  });

  test('a guess that nobody could judge leaves those before it counted, at any name', async () => {
    const attempt = {
      kind: 'password',
      account: randomBytes(8).toString('hex'),
      sourceAddress: address(),
      isUnknownAccount: true,
    } as const;
    for (let n = 0; n < 5; n += 1) await countAttempt(attempt);
    for (let n = 0; n < 10; n += 1) {
      await expect(judgeAttempt(attempt, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    }
    expect(await codeOf(countAttempt(attempt))).toBe('ok');
    expect(await codeOf(countAttempt(attempt))).toBe('too_many_attempts');
  });
});
