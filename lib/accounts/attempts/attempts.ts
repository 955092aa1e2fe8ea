import 'server-only';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { addressGroup } from '@/lib/http/address-group';
import type { Client } from '@/lib/http/client';
import { CLOCK_SLACK_MS } from '@/lib/instants';
import {
  ATTEMPTS_FORGOTTEN_AFTER_MS,
  type AttemptLimit,
  FROM_ONE_ADDRESS,
  ONE_ACCOUNT,
  ONE_ADDRESS,
} from './policy';

/** What is guessed at, and by whom. `account` may be an address that nobody has: it is slowed down just the same. */
export type Attempt = {
  kind: 'password' | 'second-factor' | 'setup-code' | 'reset-link';
  account: string;
  sourceAddress: string;
  /** The browser, if the account's owner has signed in with it before (lib/auth/session/known-device.ts). */
  device?: string | null;
  /** True when the account does not exist: such a guess does not count against others at the same address. */
  isUnknownAccount?: boolean;
};

type Counter = { key: string; limit: AttemptLimit; isOnlyAsked?: boolean };

/**
 * Counts a guess, judges it, and uncounts it when it was right.
 * @param judge throws for a wrong guess
 * @throws {AppError} like `countAttempt`, and whatever `judge` throws
 */
export async function judgeAttempt<T>(attempt: Attempt, judge: () => Promise<T>): Promise<T> {
  await countAttempt(attempt);
  const judged = await judge();
  await forgiveAttempt(attempt);
  return judged;
}

/** A guess at something of a known person, with their client. */
export function attemptOf(
  kind: Attempt['kind'],
  { account, userId }: { account: string; userId: string },
  { sourceAddress, deviceFor }: Client,
): Attempt {
  return { kind, account, sourceAddress, device: deviceFor?.(userId) ?? null };
}

/**
 * Counts an attempt before it is judged, so that a hundred at once count as a hundred; `judgeAttempt` does both.
 * Passkeys are never counted: their owner gets in however hard others guess. Open sessions are not affected.
 * @throws {AppError} `too_many_attempts` with `retryAfterS` while the account or the address is slowed down.
 */
export async function countAttempt(attempt: Attempt, at?: Date): Promise<void> {
  const now = at ?? (await databaseNow());
  for (const counter of counters(attempt)) {
    if (counter.isOnlyAsked) await requireUnblocked(counter, now);
    else await count(counter, now);
  }
}

/** Uncounts a right attempt; the account's own counters start again. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  for (const { key, limit } of counters(attempt)) {
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

function counters({ kind, account, sourceAddress, device, isUnknownAccount }: Attempt): Counter[] {
  // Hashed, so that a stranger's typed e-mail address is not stored.
  const who = keyedHash(`${kind}|${account}`).toString('base64url');
  // A known device has a count of its own, which nobody else's attempts affect.
  if (device) return [{ key: `${kind}|account|${who}|device|${device}`, limit: FROM_ONE_ADDRESS }];
  const from = addressGroup(sourceAddress);
  const fromHere: Counter[] = from
    ? [
        { key: `${kind}|address|${from}`, limit: ONE_ADDRESS, isOnlyAsked: isUnknownAccount },
        { key: `${kind}|account|${who}|${from}`, limit: FROM_ONE_ADDRESS },
      ]
    : [];
  return [...fromHere, { key: `${kind}|account|${who}`, limit: ONE_ACCOUNT }];
}

async function count({ key, limit }: Counter, now: Date) {
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
  throw tooMany(blocked?.blockedUntil ?? now, now);
}

/** The same refusal, without counting. */
async function requireUnblocked({ key, limit }: Counter, now: Date) {
  const longest = new Date(now.getTime() + CLOCK_SLACK_MS + limit.maxPauseS * 1000);
  const blocked = await db().attemptCounter.findFirst({
    where: { key, blockedUntil: { gt: now, lte: longest } },
    select: { blockedUntil: true },
  });
  if (blocked?.blockedUntil) throw tooMany(blocked.blockedUntil, now);
}

function tooMany(blockedUntil: Date, now: Date): AppError {
  const retryAfterS = Math.max(1, Math.ceil((blockedUntil.getTime() - now.getTime()) / 1000));
  return new AppError('too_many_attempts', `Too many attempts. Try again in ${inWords(retryAfterS)}.`, {
    retryAfterS,
  });
}

function inWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
