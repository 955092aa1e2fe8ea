import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { env } from '@/lib/env';
import { boundedRead } from './bounded-read';
import { cancellingClient } from './cancelling-client';
import { pool } from './pool';
import { isCancelled } from './sql-state';

const watcher = new pg.Pool({ connectionString: env().directDatabaseUrl, max: 1 });
afterAll(() => watcher.end());

/** Resolves when the database runs exactly `count` queries with this mark. */
async function untilRunning(mark: string, count: number) {
  for (;;) {
    const { rows } = await watcher.query(
      `SELECT count(*)::int AS running FROM pg_stat_activity
       WHERE state = 'active' AND pid <> pg_backend_pid() AND query LIKE '%' || $1 || '%'`,
      [mark],
    );
    if (rows[0].running === count) return;
  }
}

const marked = (name: string) => `${name} ${process.pid} ${Math.random()}`;

describe('a bounded read', () => {
  it('is stopped by PostgreSQL at its limit', async () => {
    const mark = marked('at its limit');
    const reading = boundedRead({ timeoutMs: 200, signal: new AbortController().signal }, (tx) =>
      tx.$queryRawUnsafe(`SELECT pg_sleep(60)::text /* ${mark} */`),
    );
    await expect(reading).rejects.toMatchObject({ name: 'ReadGivenUp' });
    await untilRunning(mark, 0);
  });

  it('is stopped in PostgreSQL when its caller has gone', async () => {
    const mark = marked('gone');
    const gone = new AbortController();
    const reading = boundedRead({ timeoutMs: 60_000, signal: gone.signal }, (tx) =>
      tx.$queryRawUnsafe(`SELECT pg_sleep(60)::text /* ${mark} */`),
    );
    await untilRunning(mark, 1);
    gone.abort();
    await expect(reading).rejects.toMatchObject({ name: 'ReadGivenUp' });
    await untilRunning(mark, 0);
  });

  it('is not begun for a caller who has gone, and leaves no limit behind', async () => {
    const signal = AbortSignal.abort();
    await expect(boundedRead({ timeoutMs: 200, signal }, async () => 'read')).rejects.toMatchObject({
      name: 'ReadGivenUp',
    });
    const open = new AbortController().signal;
    expect(await boundedRead({ timeoutMs: 200, signal: open }, async () => 'read')).toBe('read');
    const { rows } = await pool().query('SHOW statement_timeout');
    expect(rows[0].statement_timeout).toBe('9s');
  });
});

it.each(['callback', 'promise'])(
  'behind a transaction pooler it is cancelled, and its connection goes on (%s)',
  async (how) => {
    const connections = new pg.Pool({
      connectionString: env().directDatabaseUrl,
      max: 1,
      Client: cancellingClient(200),
    });
    const mark = marked(how);
    const text = `SELECT pg_sleep(60) /* ${mark} */`;
    const client = how === 'promise' ? await connections.connect() : undefined;
    const failed = await (client ?? connections).query(text).catch((error) => error);
    expect(isCancelled(failed)).toBe(true);
    await untilRunning(mark, 0);
    const { rows } = await (client ?? connections).query('SELECT 1 AS one');
    expect(rows).toEqual([{ one: 1 }]);
    client?.release();
    await connections.end();
  },
);
