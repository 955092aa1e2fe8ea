import 'server-only';
import pg from 'pg';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';

/** Batches being written at once, each on its own connection; the second only when the first leaves a full one waiting. */
export const BATCHES_IN_FLIGHT = 2;
/** A statement that waits longer (a lock, a slow disk) is rolled back: callers get 503 and nothing is stored. */
const STATEMENT_TIMEOUT_MS = 3_000;
/** A connection that says nothing for so long (a pulled cable, a pooler's queue) is given up and replaced. */
const SILENCE_TIMEOUT_MS = 20_000;

/** For the statement of the accept path: one plan for every batch, and none that is compiled. */
const SESSION = { plan_cache_mode: 'force_generic_plan', jit: 'off' };

/** What the session of a direct connection begins with. A transaction pooler refuses to pass it on. */
export const SESSION_PARAMETERS = {
  statement_timeout: STATEMENT_TIMEOUT_MS,
  options: Object.entries(SESSION)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' '),
};

const BEGIN = [
  'BEGIN',
  ...Object.entries({ statement_timeout: STATEMENT_TIMEOUT_MS, ...SESSION }).map(
    ([name, value]) => `SET LOCAL ${name} = ${value}`,
  ),
].join('; ');

/**
 * The connections of the accept path. They are its own so that pages can never take the last one, and so
 * that a time limit holds on the server's side, where giving up also rolls back.
 */
export function acceptPool(): pg.Pool {
  return singleton('accept-pool', () => {
    const { DATABASE_URL, poolsByTransaction } = env();
    const created = new pg.Pool({
      connectionString: DATABASE_URL,
      max: BATCHES_IN_FLIGHT,
      connectionTimeoutMillis: 3_000,
      query_timeout: SILENCE_TIMEOUT_MS,
      application_name: 'postern-accept',
      ...(poolsByTransaction ? { pipeline: true } : SESSION_PARAMETERS),
    });
    created.on('error', () => {});
    // While a connection is lent out its failures are its own, and nobody listening would end the process.
    created.on('connect', (client) => client.on('error', () => {}));
    return created;
  });
}

/** Rows come as arrays. */
type Statement = { name: string; text: string; values: unknown[]; rowMode: 'array' };

/**
 * Runs the statement of the accept path and resolves after its commit, in one round trip either way: prepared
 * under its name on a direct connection; behind a transaction pooler as a transaction that brings its settings with it.
 * @throws whatever the database answers; also when the commit did not happen or its answer was lost.
 */
export async function runAcceptStatement<Row extends unknown[]>(
  connections: pg.Pool,
  statement: Statement,
): Promise<Row[]> {
  if (env().poolsByTransaction) return runInTransaction<Row>(connections, statement);
  const { rows } = await connections.query<Row>(statement);
  return rows;
}

async function runInTransaction<Row extends unknown[]>(
  connections: pg.Pool,
  { text, values, rowMode }: Statement,
): Promise<Row[]> {
  const client = await connections.connect();
  // All three are on their way before the first is answered. If one fails, COMMIT ends in a rollback.
  const [begun, ran, committed] = await Promise.allSettled([
    client.query(BEGIN),
    client.query<Row>({ text, values, rowMode }),
    client.query('COMMIT'),
  ]);
  const isAtRest = begun.status === 'fulfilled' && committed.status === 'fulfilled';
  client.release(!isAtRest);
  if (begun.status === 'rejected') throw begun.reason;
  if (ran.status === 'rejected') throw ran.reason;
  if (committed.status === 'rejected') throw committed.reason;
  if (committed.value.command !== 'COMMIT') throw new Error('the transaction was rolled back');
  return ran.value.rows;
}
