import 'server-only';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { CLOCK_SLACK_MS } from '@/lib/instants';
import {
  ATTEMPTS_FORGOTTEN_AFTER_MS,
  type AttemptLimit,
  FROM_ONE_ADDRESS,
  ONE_ACCOUNT,
  ONE_ADDRESS,
} from './attempt-policy';

/** What is guessed at, and by whom. `account` may be an address nobody has: it is slowed down just the same. */
export type Attempt = {
  kind: 'password' | 'second-factor' | 'setup-code';
  account: string;
  sourceAddress: string;
};

/**
 * Counts an attempt before it is judged, so that a hundred at once count as a hundred. Call `forgiveAttempt` when it
 * turns out right. Passkeys are never counted: their owner gets in however hard others guess, and open sessions
 * are not touched.
 * @throws {AppError} `too_many_attempts` with `retryAfterS` while the account or the address is slowed down.
 */
export async function countAttempt(attempt: Attempt, at?: Date): Promise<void> {
  const now = at ?? (await databaseNow());
  for (const [key, limit] of counters(attempt)) await count(key, limit, now);
}

/** Takes a right attempt out of the count; the account's own counters start again. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  for (const [key, limit] of counters(attempt)) {
    if (limit === ONE_ADDRESS) {
      await db().attemptCounter.updateMany({
        where: { key, failures: { gt: 0 } },
        data: { failures: { decrement: 1 }, blockedUntil: null },
      });
    } else {
      await db().attemptCounter.deleteMany({ where: { key } });
    }
  }
}

function counters({ kind, account, sourceAddress }: Attempt): [string, AttemptLimit][] {
  // Hashed, so that what strangers typed as an e-mail address is not kept.
  const who = keyedHash(`${kind}|${account}`).toString('base64url');
  const fromHere: [string, AttemptLimit][] = sourceAddress
    ? [
        [`${kind}|address|${sourceAddress}`, ONE_ADDRESS],
        [`${kind}|account|${who}|${sourceAddress}`, FROM_ONE_ADDRESS],
      ]
    : [];
  return [...fromHere, [`${kind}|account|${who}`, ONE_ACCOUNT]];
}

async function count(key: string, limit: AttemptLimit, now: Date) {
  const fresh = new Date(now.getTime() - ATTEMPTS_FORGOTTEN_AFTER_MS);
  const soon = new Date(now.getTime() + CLOCK_SLACK_MS);
  const longest = new Date(soon.getTime() + limit.maxPauseS * 1000);
  const counted = await db().$queryRaw<{ failures: number }[]>`
    insert into attempt_counter as a (key, failures, updated_at) values (${key}, 1, ${now})
    on conflict (key) do update set
      failures = case when a.updated_at not between ${fresh} and ${soon} then 1 else a.failures + 1 end,
      blocked_until = case when a.updated_at between ${fresh} and ${soon} and a.failures >= ${limit.free} then
        ${now}::timestamptz + interval '1 second'
          * least(${limit.maxPauseS}::int, power(2, least(a.failures + 1 - ${limit.free}::int, 20))::int) end,
      updated_at = ${now}
    where a.blocked_until is null or a.blocked_until <= ${now} or a.blocked_until > ${longest}
    returning failures`;
  if (counted[0]?.failures === 1) {
    await db().attemptCounter.deleteMany({ where: { updatedAt: { lt: fresh } } });
  }
  if (counted.length > 0) return;
  const blocked = await db().attemptCounter.findUnique({ where: { key }, select: { blockedUntil: true } });
  const retryAfterS = Math.max(
    1,
    Math.ceil(((blocked?.blockedUntil ?? now).getTime() - now.getTime()) / 1000),
  );
  throw new AppError('too_many_attempts', `Too many attempts. Try again in ${inWords(retryAfterS)}.`, {
    retryAfterS,
  });
}

function inWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
