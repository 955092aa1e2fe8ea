import 'server-only';
import { isCancelled } from './is-cancelled';
import { pool } from './pool';
import { db, type Transaction } from './prisma';

/** PostgreSQL gave the query up: it took too long, or whoever asked has gone. */
export class ReadGivenUp extends Error {
  override readonly name = 'ReadGivenUp';
}

/** Beyond the query's own time: for beginning and ending the transaction. */
const MORE_MS = 2_000;

/**
 * Runs queries that may have to look at very much, for so long at the most and only while somebody waits for them: PostgreSQL
 * itself stops them at the time limit and when `signal` says that the caller has gone. The limit is the transaction's, so that it
 * holds behind a pooler, too.
 * @throws {ReadGivenUp}
 */
export async function boundedRead<T>(
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
  read: (tx: Transaction) => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw new ReadGivenUp();
  let cancelling: Promise<unknown> | undefined;
  const readBounded = async (tx: Transaction) => {
    const [backend] = await tx.$queryRaw<{ pid: number }[]>`
      select set_config('statement_timeout', ${String(timeoutMs)}, true), pg_backend_pid() as pid`;
    const cancel = () => {
      cancelling = pool()
        .query('select pg_cancel_backend($1)', [backend?.pid])
        .catch(() => {});
    };
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) throw new ReadGivenUp();
    try {
      return await read(tx);
    } finally {
      signal.removeEventListener('abort', cancel);
      // The backend is this transaction's until it ends; a late cancellation must not meet the next one's query.
      await cancelling;
    }
  };
  try {
    return await db().$transaction(readBounded, { timeout: timeoutMs + MORE_MS });
  } catch (error) {
    if (isCancelled(error)) throw new ReadGivenUp();
    throw error;
  }
}
