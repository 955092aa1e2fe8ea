import 'server-only';
import pg from 'pg';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';

/** Batches being written at once, each on its own connection; the second only when the first leaves a full one waiting. */
export const BATCHES_IN_FLIGHT = 2;
/** A statement that waits longer (a lock, a slow disk) is rolled back: callers get 503 and nothing is stored. */
const STATEMENT_TIMEOUT_MS = 3_000;

/**
 * The connections of the accept path. They are its own so that pages can never take the last one, and so
 * that a time limit holds on the server's side, where giving up also rolls back.
 */
export function acceptPool(): pg.Pool {
  return singleton('accept-pool', () => {
    const created = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: BATCHES_IN_FLIGHT,
      connectionTimeoutMillis: 3_000,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      application_name: 'postern-accept',
      options: '-c plan_cache_mode=force_generic_plan -c jit=off',
    });
    created.on('error', () => {});
    return created;
  });
}
