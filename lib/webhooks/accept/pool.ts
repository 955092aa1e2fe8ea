import 'server-only';
import pg from 'pg';
import { isReadOnly } from '@/lib/db/takes-writes';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';
import { type PreparedStatement, runPrepared, type TextRow } from './query';

/** Batches being written at once, each on its own connection; the second only when the first leaves a full one waiting. */
export const BATCHES_IN_FLIGHT = 2;
/** For calls whose rows somebody holds (lib/held-rows), and for batches that other ones have kept waiting. */
const CONNECTIONS_ASIDE = 2;
export const ACCEPT_CONNECTIONS = BATCHES_IN_FLIGHT + CONNECTIONS_ASIDE;
/** By this name the database knows the connections of all processes. */
export const ACCEPT_APPLICATION = 'postern-accept';
/** A connection that says nothing for so long (a pulled cable, a pooler's queue) is given up and replaced. */
const SILENCE_TIMEOUT_MS = 6_000;

/**
 * A call may wait twice this long: behind another call's timeout and for its own. Both end before the 503 is due after
 * five seconds.
 */
const CONNECT_TIMEOUT_MS = 2_000;

/**
 * For the statement of the accept path: one plan for every batch, and none that is compiled. New members are announced after the
 * commit, so the trigger of their table does not.
 */
const SESSION = { plan_cache_mode: 'force_generic_plan', jit: 'off', 'postern.announces': 'on' };

/** How long a statement may take (a slow disk) and wait for one lock; then it is rolled back and nothing is stored. */
type Patience = { statement_timeout: number; lock_timeout: number };

/** Whoever keeps a batch waiting longer may hold the row for good; whether it is another batch is asked then. */
const PATIENCE: Patience = { statement_timeout: 3_000, lock_timeout: 30 };
const PATIENCE_ASIDE: Patience = { statement_timeout: 1_500, lock_timeout: 200 };

const parametersOf = ({ statement_timeout, lock_timeout }: Patience) => ({
  statement_timeout,
  options: Object.entries({ ...SESSION, lock_timeout })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' '),
});

/** What the session of a direct connection begins with. A transaction pooler refuses to pass it on. */
export const SESSION_PARAMETERS = parametersOf(PATIENCE);

const beginningOf = (patience: Patience) =>
  [
    'BEGIN',
    ...Object.entries({ ...SESSION, ...patience }).map(([name, value]) => `SET LOCAL ${name} = ${value}`),
  ].join('; ');

const BEGIN = beginningOf(PATIENCE);
const beginnings = new WeakMap<pg.Pool, string>();

/**
 * The connections of the accept path. They are its own so that pages can never take the last one, and so
 * that a time limit holds on the server's side, where giving up also rolls back.
 */
export function acceptPool(): pg.Pool {
  return singleton('accept-pool', newAcceptPool);
}

/** More patient ones, opened when they are first needed. */
export function sidePool(): pg.Pool {
  return singleton('accept-side-pool', newSidePool);
}

/** Of their own, for tests that play several processes. */
export const newAcceptPool = () => newPool(BATCHES_IN_FLIGHT, PATIENCE);
export const newSidePool = () => newPool(CONNECTIONS_ASIDE, PATIENCE_ASIDE);

function newPool(max: number, patience: Patience): pg.Pool {
  const { DATABASE_URL, poolsByTransaction } = env();
  const created = new pg.Pool({
    connectionString: DATABASE_URL,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // Kept for good: whoever else uses up the database's connections, calls are still accepted.
    idleTimeoutMillis: 0,
    query_timeout: SILENCE_TIMEOUT_MS,
    application_name: ACCEPT_APPLICATION,
    ...(poolsByTransaction ? { pipeline: true } : parametersOf(patience)),
  });
  created.on('error', () => {});
  // While a connection is lent out its failures are its own, and nobody listening would end the process.
  created.on('connect', (client) => client.on('error', () => {}));
  beginnings.set(created, beginningOf(patience));
  return created;
}

/** The statement was sent, and whether it was committed is not known: the connection ended before the answer came. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/**
 * Runs the statement of the accept path and resolves after its commit, in one round trip either way: prepared
 * under its name on a direct connection; behind a transaction pooler as a transaction that brings its settings with it.
 * @throws {OutcomeUnknown}
 * @throws whatever the database answers, or the failure to connect; then nothing is stored.
 */
export async function runAcceptStatement(
  connections: pg.Pool,
  statement: PreparedStatement,
): Promise<TextRow[]> {
  const client = await connections.connect();
  let isUsable = false;
  try {
    const rows = env().poolsByTransaction
      ? await runInTransaction(client, statement, beginnings.get(connections) ?? BEGIN)
      : await runPrepared(client, statement);
    isUsable = true;
    return rows;
  } catch (error) {
    if (isAnswer(error)) {
      // The connection is as good as before, and making another costs more than the statement; but a server that takes
      // no writes may no longer be the one that the address leads to.
      isUsable = !isReadOnly(error);
      throw error;
    }
    throw new OutcomeUnknown(error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    client.release(!isUsable);
  }
}

/** An error that the database answered with, the session going on: not the end of it (57P…, 08…), nor silence. */
function isAnswer(error: unknown): boolean {
  const state = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[0-9A-Z]{5}$/.test(state) && !/^(?:57P|08|25P)/.test(state);
}

const AS_TEXT = { getTypeParser: () => (value: string) => value };

async function runInTransaction(
  client: pg.PoolClient,
  { text, values }: PreparedStatement,
  begin: string,
): Promise<TextRow[]> {
  // All three are on their way before the first is answered. If one fails, COMMIT ends in a rollback.
  const [begun, ran, committed] = await Promise.allSettled([
    client.query(begin),
    client.query<(string | null)[]>({ text, values, rowMode: 'array', types: AS_TEXT }),
    client.query('COMMIT'),
  ]);
  // Whatever else failed: without an answer to COMMIT nothing is known.
  if (committed.status === 'rejected') throw committed.reason;
  if (begun.status === 'rejected') throw begun.reason;
  if (ran.status === 'rejected') throw ran.reason;
  if (committed.value.command !== 'COMMIT') throw new Error('the transaction was rolled back');
  return ran.value.rows;
}
