import 'server-only';
import pg from 'pg';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';
import { cancellingClient } from './cancelling-client';
import { requireWrites } from './takes-writes';

/**
 * The longest wait for a free connection or a new one. A process that has just started renders its first page for seconds on a
 * busy machine, and sees only afterwards that it was connected.
 */
export const CONNECT_TIMEOUT_MS = 10_000;
/** A connection that is silent this long (a cut cable, a failed-over server) is replaced. */
const SILENCE_TIMEOUT_MS = 10_000;
/** PostgreSQL itself stops a page's statement that takes longer, so that it does not run on for nobody. */
const STATEMENT_TIMEOUT_MS = 9_000;

/** All threads of this machine together keep to MOST_CONNECTIONS, unless a thread would get too few. */
const MOST_PER_THREAD = 20;
const FEWEST_PER_THREAD = 4;
const MOST_CONNECTIONS = 60;

/** A serving process has two threads: one accepts calls, one renders pages. */
export const THREADS_PER_PROCESS = 2;

/** Connections to Postgres that each thread may open for everything but the accept path, with `processes` serving. */
export function connectionsPerThread(processes: number): number {
  const even = Math.floor(MOST_CONNECTIONS / (processes * THREADS_PER_PROCESS));
  return Math.min(MOST_PER_THREAD, Math.max(FEWEST_PER_THREAD, even));
}

/** The thread's connections to Postgres, shared by Prisma and by raw queries. */
export function pool(): pg.Pool {
  return singleton('pool', () => {
    const { DATABASE_URL: connectionString, WEB_CONCURRENCY, poolsByTransaction } = env();
    if (!connectionString) throw new Error('DATABASE_URL is not set; start Postern with `npm start`.');
    const max = connectionsPerThread(WEB_CONCURRENCY);
    const created = new pg.Pool({
      connectionString,
      max,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: SILENCE_TIMEOUT_MS,
      onConnect: requireWrites,
      // A transaction pooler passes no settings on; there the client cancels an overdue query over another
      // connection.
      ...(poolsByTransaction
        ? { Client: cancellingClient(STATEMENT_TIMEOUT_MS) }
        : { statement_timeout: STATEMENT_TIMEOUT_MS }),
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    created.on('error', () => {});
    return created;
  });
}
