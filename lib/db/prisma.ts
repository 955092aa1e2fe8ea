import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { singleton } from '@/lib/singleton';
import { PrismaClient } from './generated/client';
import { CONNECT_TIMEOUT_MS, pool } from './pool';

/**
 * PostgreSQL ends a statement that takes too long (pool.ts), and its transaction with it. Prisma's own limit is but the last
 * resort: once it has rolled back, a statement of the same query that had not been sent yet would be, and would stay.
 */
const transactionOptions = { maxWait: CONNECT_TIMEOUT_MS, timeout: 3_600_000 };

/** The process's Prisma client. Queries always carry a `select`. */
export function db(): PrismaClient {
  return singleton('prisma', () => new PrismaClient({ adapter: new PrismaPg(pool()), transactionOptions }));
}

/** The client inside `db().$transaction(async (tx) => …)`. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** True for Prisma's "unique constraint failed", also of a raw query, whichever bundle's Prisma raised it. */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === 'P2002' || (error.code === 'P2010' && String(error).includes('Code: `23505`'));
}

/** True for Prisma's "foreign key constraint failed": a row that this one belongs to is gone. */
export function isForeignKeyViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2003';
}
