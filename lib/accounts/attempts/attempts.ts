import 'server-only';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { databaseNow } from '@/lib/db/now';
import { db, type Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { addressGroup } from '@/lib/http/address-group';
import { CLOCK_SLACK_MS } from '@/lib/instants';
import {
  ANY_NAME,
  type AttemptLimit,
  FROM_ONE_ADDRESS,
  ONE_ACCOUNT,
  ONE_ADDRESS,
  SECOND_FACTOR,
} from './policy';

/**
 * A guess at somebody's code. Only who has their password can make one, from as many browsers and addresses as they
 * like: all count together.
 */
type CodeAttempt = { kind: 'second-factor'; account: string };

/** What is guessed at, and by whom. `account` may be an address that nobody has: it is slowed down just the same. */
type StrangersAttempt = {
  kind: 'password' | 'setup-code' | 'reset-link';
  account: string;
  sourceAddress: string;
  /** The browser, if the account's owner has signed in with it before (lib/auth/session/known-device.ts). */
  device?: string | null;
  /** True when the account does not exist: such a guess does not count against others at the same address. */
  isUnknownAccount?: boolean;
};

export type Attempt = CodeAttempt | StrangersAttempt;

type Counter = { key: string; limit: AttemptLimit; isOnlyAsked?: boolean };

/**
 * Counts a guess, judges it, and uncounts it when it was right, or when nobody could judge it.
 * @param judge throws an AppError for a wrong guess; `too_many_attempts`, and any other error, say nothing of it
 * @throws {AppError} like `countAttempt`, and whatever `judge` throws
 */
export async function judgeAttempt<T>(attempt: Attempt, judge: () => Promise<T>): Promise<T> {
  await countAttempt(attempt);
  const judged = await judge().catch(async (error: unknown) => {
    const isVerdict = error instanceof AppError && error.code !== 'too_many_attempts';
    // The database may be what is away.
    if (!isVerdict) await uncountAttempt(attempt).catch(() => {});
    throw error;
  });
  await forgiveAttempt(attempt);
  return judged;
}

/**
 * Counts an attempt before it is judged, so that a hundred at once count as a hundred; `judgeAttempt` does both.
 * Passkeys are never counted: their owner gets in however hard others guess. Open sessions are not affected.
 * @throws {AppError} `too_many_attempts` with `retryAfterS` while the account or the address is slowed down.
 */
export async function countAttempt(attempt: Attempt, at?: Date): Promise<void> {
  const now = at ?? (await databaseNow());
  for (const counter of counters(attempt)) {
    const until = await (counter.isOnlyAsked ? blockedUntil(counter, now) : count(counter, now));
    if (until) throw tooMany(attempt.kind, until, now);
  }
}

/** Uncounts a right attempt; counters that no others' failures are in start again. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  for (const { key, limit } of counters(attempt)) {
    if (limit.isShared) await uncount(key);
    else await db().attemptCounter.deleteMany({ where: { key } });
  }
}

/** Uncounts an attempt that was not judged; failures before it stay everywhere, so it gains nobody a guess. */
async function uncountAttempt(attempt: Attempt): Promise<void> {
  for (const { key, isOnlyAsked } of counters(attempt)) if (!isOnlyAsked) await uncount(key);
}

async function uncount(key: string): Promise<void> {
  await db().attemptCounter.updateMany({
    where: { key, failures: { gt: 0 } },
    data: { failures: { decrement: 1 }, blockedUntil: null },
  });
}

/** Forgets guesses at a person's codes, once those who made them have neither the password nor a session any more. */
export async function forgetCodeAttempts(tx: Transaction, userId: string): Promise<void> {
  const keys = counters({ kind: 'second-factor', account: userId }).map(({ key }) => key);
  await tx.attemptCounter.deleteMany({ where: { key: { in: keys } } });
}

function counters(attempt: Attempt): Counter[] {
  const { kind, account } = attempt;
  // Hashed, so that a stranger's typed e-mail address is not stored.
  const who = keyedHash(`${kind}|${account}`).toString('base64url');
  if (attempt.kind === 'second-factor') return [{ key: `${kind}|account|${who}`, limit: SECOND_FACTOR }];
  const { sourceAddress, device, isUnknownAccount } = attempt;
  // A known device has a count of its own, which nobody else's attempts affect.
  if (device) return [{ key: `${kind}|account|${who}|device|${device}`, limit: FROM_ONE_ADDRESS }];
  const from = addressGroup(sourceAddress);
  const fromHere: Counter[] = from
    ? [
        { key: `${kind}|any name|${from}`, limit: ANY_NAME },
        { key: `${kind}|address|${from}`, limit: ONE_ADDRESS, isOnlyAsked: isUnknownAccount },
        { key: `${kind}|account|${who}|${from}`, limit: FROM_ONE_ADDRESS },
      ]
    : [];
  return [...fromHere, { key: `${kind}|account|${who}`, limit: ONE_ACCOUNT }];
}

/** Counts, and returns null; or, while the counter is blocked, counts nothing and returns until when. */
async function count(counter: Counter, now: Date): Promise<Date | null> {
  const { key, limit } = counter;
  const soon = new Date(now.getTime() + CLOCK_SLACK_MS);
  const longest = new Date(soon.getTime() + limit.maxPauseS * 1000);
  const counted = await db().$executeRaw`
    insert into attempt_counter as a (key, failures, updated_at) values (${key}, 1, ${now})
    on conflict (key) do update set (failures, blocked_until, updated_at) = (
      select kept + 1,
        case when kept >= ${limit.free} then ${now}::timestamptz + interval '1 second'
          * least(${limit.maxPauseS}::int, power(2, least(kept + 1 - ${limit.free}::int, 20))::int) end,
        ${now}::timestamptz
      from (select case when a.updated_at > ${soon} then 0 else greatest(0, a.failures
        - floor(greatest(0, extract(epoch from ${now}::timestamptz - a.updated_at)) / ${limit.maxPauseS}::int)::int)
        end as kept) remembered)
    where a.blocked_until is null or a.blocked_until <= ${now} or a.blocked_until > ${longest}`;
  return counted > 0 ? null : ((await blockedUntil(counter, now)) ?? now);
}

/** Until when the counter is blocked; null when it is not. */
async function blockedUntil({ key, limit }: Counter, now: Date): Promise<Date | null> {
  const longest = new Date(now.getTime() + CLOCK_SLACK_MS + limit.maxPauseS * 1000);
  const blocked = await db().attemptCounter.findFirst({
    where: { key, blockedUntil: { gt: now, lte: longest } },
    select: { blockedUntil: true },
  });
  return blocked?.blockedUntil ?? null;
}

function tooMany(kind: Attempt['kind'], until: Date, now: Date): AppError {
  const retryAfterS = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  const advice =
    kind === 'second-factor'
      ? ' If the attempts were not yours, somebody knows your password: sign out and reset it.'
      : '';
  const message = `Too many attempts. Try again in ${inWords(retryAfterS)}.${advice}`;
  return new AppError('too_many_attempts', message, { retryAfterS });
}

function inWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes > 90) return `${Math.ceil(minutes / 60)} hours`;
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
