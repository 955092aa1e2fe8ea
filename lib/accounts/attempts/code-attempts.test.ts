import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { changePassword } from '@/lib/accounts/change-password';
import { db } from '@/lib/db/prisma';
import { insertResetLink } from '@/lib/reset-links/insert-reset-link';
import { useResetLink } from '@/lib/reset-links/use-reset-link';
import { verifyWithTotp } from '@/lib/step-up/verify-with-totp';
import { anAccount, signIn } from '@/test/support/people/account';
import { countAttempt, forgiveAttempt } from './attempts';

const S = 1000;
const DAY_S = 24 * 60 * 60;
const start = new Date();
const later = (seconds: number) => new Date(start.getTime() + seconds * S);
const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'judged',
    (error: { code: string; details: { retryAfterS?: number } }) => error.details.retryAfterS ?? error.code,
  );
const guessAt = (userId: string, at = start) =>
  outcome(countAttempt({ kind: 'second-factor', account: userId }, at));

/** Guesses as often as it is possible within the time, whenever a pause is over; how often that is. */
async function guessesWithin(userId: string, seconds: number): Promise<number> {
  let guesses = 0;
  for (let at = 0; at < seconds; ) {
    const said = await guessAt(userId, later(at));
    if (typeof said === 'number') at += said;
    else guesses += 1;
  }
  return guesses;
}

describe('guesses at the codes of one account', () => {
  test('meet one limit, in however many sessions and browsers they are made', async () => {
    const { user } = await anAccount();
    const answers: (string | number)[] = [];
    for (let n = 0; n < 14; n += 1) {
      const { user: thief } = await signIn(user.id);
      answers.push(await outcome(verifyWithTotp(thief, '000000')));
    }
    // Eleven are judged; on a machine so slow that the first pauses end meanwhile, one or two more.
    expect(answers.slice(0, 11)).toEqual(Array(11).fill('step_up_failed'));
    expect(answers.filter((answer) => typeof answer === 'number').length).toBeGreaterThan(0);
  });

  test('become about six a day, and waiting gains nothing', async () => {
    const userId = randomUUID();
    expect(await guessesWithin(userId, 10 * DAY_S)).toBeLessThanOrEqual(10 + 16 + 10 * 6);
    const patient = randomUUID();
    let guesses = 0;
    for (let day = 0; day < 10; day += 1) {
      for (let n = 0; n < 30; n += 1) {
        if ((await guessAt(patient, later(day * DAY_S + n * 60))) === 'judged') guesses += 1;
      }
    }
    expect(guesses).toBeLessThanOrEqual(10 + 16 + 10 * 6);
  });

  test('are not forgotten because the owner gets in meanwhile', async () => {
    const userId = randomUUID();
    const attempt = { kind: 'second-factor', account: userId } as const;
    for (let n = 0; n < 10; n += 1) await guessAt(userId);
    await countAttempt(attempt, start);
    await forgiveAttempt(attempt);
    expect(await guessAt(userId)).toBe('judged');
    expect(await guessAt(userId)).toBe(2);
  });

  test('are not forgotten either when the owner gets in at a server whose clock is ahead', async () => {
    const userId = randomUUID();
    const attempt = { kind: 'second-factor', account: userId } as const;
    const before = later(-60 * 60);
    for (let n = 0; n < 11; n += 1) await guessAt(userId, before);
    await forgiveAttempt(attempt);
    expect(await guessAt(userId, before)).toBe('judged');
    expect(await guessAt(userId, before)).toBe(2);
  });

  test('are forgotten one by one when nobody guesses', async () => {
    const userId = randomUUID();
    for (let n = 0; n < 10; n += 1) await guessAt(userId);
    expect(await guessAt(userId, later(DAY_S))).toBe('judged');
    for (let n = 0; n < 6; n += 1) expect(await guessAt(userId, later(DAY_S))).toBe('judged');
    expect(await guessAt(userId, later(DAY_S))).toBe(2);
  });
});

describe('a new password', () => {
  const blocked = async (userId: string) => {
    const at = new Date();
    for (let n = 0; n < 12; n += 1) await guessAt(userId, at);
    const { count } = await db().attemptCounter.updateMany({
      where: { key: { startsWith: 'second-factor' }, blockedUntil: { gt: at } },
      data: { blockedUntil: later(60 * 60) },
    });
    expect(count).toBeGreaterThan(0);
    expect(await guessAt(userId, new Date())).not.toBe('judged');
  };
  const use = async (userId: string, issuer: Parameters<typeof insertResetLink>[3]) => {
    const now = new Date();
    const wanted = { password: true, secondFactors: false, webhookTokens: 'keep' } as const;
    const { url } = await db().$transaction((tx) => insertResetLink(tx, userId, wanted, issuer, now));
    const link = { code: url.split('/').at(-1) ?? '', password: 'a quite new password' };
    await useResetLink(link, { sourceAddress: '', userAgent: '' });
  };

  test('from the settings or by an operator’s link ends the pause that a thief has caused', async () => {
    const { user } = await anAccount({ steppedUpAgoMs: 0 });
    await blocked(user.id);
    await changePassword(user, 'a quite new password');
    expect(await guessAt(user.id, new Date())).toBe('judged');
    await blocked(user.id);
    await use(user.id, { origin: 'COMMAND_LINE', issuedById: null });
    expect(await guessAt(user.id, new Date())).toBe('judged');
  });

  test('by e-mail does not: with a stolen mailbox one could guess on after every mail', async () => {
    const { user } = await anAccount();
    await blocked(user.id);
    await use(user.id, { origin: 'EMAIL', issuedById: null });
    expect(await guessAt(user.id, new Date())).not.toBe('judged');
  });
});
