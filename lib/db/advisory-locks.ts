import 'server-only';
import type { Transaction } from './prisma';

/**
 * Every advisory lock of Postern, one purpose each. PostgreSQL keeps the keys of one number and of two numbers apart.
 * A single number is what earlier releases take for the same purpose, so that both respect it while an upgrade is rolled out.
 * New locks get the next pair. No other file may name such a function; `npm run check` looks.
 */
const KEYS = {
  /** Migrations are applied by one process, of whatever release. */
  migration: '7201000',
  /** Two processes never make the same partition. */
  partitions: '7201001',
  /** Maintenance runs in one process at a time. */
  maintenance: '7201002',
  /** Two administrators never deactivate each other. */
  memberStatus: '7201003',
  /** The embedded cluster belongs to one Postern. */
  embeddedCluster: '7201999',
  /** Two new channels never choose the same unique name; the unique index decides against an earlier release. */
  channelNaming: '7201, 1',
  /** The same for bots. */
  botNaming: '7201, 2',
  /** Of two first accounts the second finds the first. */
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

/** What is locked one by one. The key is hashed to 64 bits: two that collide wait for each other, and nothing worse. */
type KeyedLock = 'direct chat' | 'thread';

/** As `takeLock`, for one thing of its kind. A transaction takes no more than one, so that none can wait in a circle. */
export async function takeKeyedLock(tx: Transaction, kind: KeyedLock, key: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind} ${key}`}, 0))`;
}
