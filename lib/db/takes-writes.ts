import 'server-only';
import type pg from 'pg';

/** PostgreSQL's code for a write to a standby, or to a server that an administrator closed to writes. */
const READ_ONLY = '25006';

export function isReadOnly(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === READ_ONLY;
}

/**
 * After a failover an address may lead to the old server for a while, which then only reads.
 * @throws an error like that of a write when this server takes none.
 */
export async function requireWrites(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query('SHOW transaction_read_only');
  if (rows[0]?.transaction_read_only !== 'on') return;
  throw Object.assign(new Error('the database takes no writes'), { code: READ_ONLY });
}
