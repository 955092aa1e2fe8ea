import 'server-only';
import type { Transaction } from './prisma';

/**
 * Every advisory lock in Postern's database, one purpose each. PostgreSQL keeps keys of one number and of two numbers apart.
 * Earlier releases take the same single numbers, so that both respect them during an upgrade; new locks get the next
 * pair. `npm run check` allows such functions in no other file.
 */
const KEYS = {
  /** One process, of whatever release, applies migrations. */
  migration: '7201000',
  /** Two processes never make the same partition. */
  partitions: '7201001',
  /** Prisma's engine itself takes this one while it applies migrations; its session may outlive a killed process. */
  schemaEngine: '72707369',
  /** One process at a time runs maintenance. */
  maintenance: '7201002',
  /** Two administrators never deactivate each other at once. */
  memberStatus: '7201003',
  /** One Postern at a time uses the embedded cluster. */
  embeddedCluster: '7201999',
  /** Two new channels never choose the same unique name; the unique index decides against an earlier release. */
  channelNaming: '7201, 1',
  /** The same for bots. */
  botNaming: '7201, 2',
  /** Two first accounts are never made at once: the second finds the first. */
  firstAccount: '7201, 3',
} as const;

export type LockName = keyof typeof KEYS;

/** SQL that waits for the lock and holds it until the session ends. */
export const lockForSession = (name: LockName): string => `SELECT pg_advisory_lock(${KEYS[name]})`;

/** SQL of one row, `held`: true when the lock was free; it is then held until the session ends. */
export const tryLockForSession = (name: LockName): string =>
  `SELECT pg_try_advisory_lock(${KEYS[name]}) AS held`;

/** SQL that waits for the lock and holds it until the transaction ends. */
export const lockForTransaction = (name: LockName): string => `SELECT pg_advisory_xact_lock(${KEYS[name]})`;

/** Waits for the lock and holds it until the transaction ends. */
export async function takeLock(tx: Transaction, name: LockName): Promise<void> {
  await tx.$executeRawUnsafe(lockForTransaction(name));
}

/** What is locked one by one. The key is hashed to 64 bits; two keys that collide only wait for each other. */
type KeyedLock = 'direct chat' | 'thread';

/**
 * Like `takeLock`, for one thing of its kind. A transaction takes at most one such lock, so no deadlock can arise.
 */
export async function takeKeyedLock(tx: Transaction, kind: KeyedLock, key: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind} ${key}`}, 0))`;
}
