import 'server-only';
import { pool } from './pool';
import { db, type Transaction } from './prisma';
import { isCancelled } from './sql-state';

/** PostgreSQL gave the query up: it took too long, or its caller has gone. */
export class ReadGivenUp extends Error {
  override readonly name = 'ReadGivenUp';
}

/**
 * Runs queries that may read very much, bounded by a time limit and by the presence of their caller: PostgreSQL
 * itself stops them at the limit, or when `signal` reports that the caller has gone. The limit belongs to the
 * transaction, so that it holds behind a pooler, too.
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
      // The backend belongs to this transaction until it ends; a late cancellation would hit the next one's query.
      await cancelling;
    }
  };
  try {
    return await db().$transaction(readBounded);
  } catch (error) {
    if (isCancelled(error)) throw new ReadGivenUp();
    throw error;
  }
}
