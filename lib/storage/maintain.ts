import 'server-only';
import pg from 'pg';
import { tryLockForSession } from '@/lib/db/advisory-locks';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { dropExpired, forgetIdempotencyKeys, forgetUsageSlots, forgetVotes } from './drop-expired';
import { dropFiles } from './drop-files';
import { ensurePartitions } from './ensure-partitions';

const EVERY_MS = 60 * 60 * 1000;

/**
 * Makes the partitions that are missing, drops what retention has ended and files of no message, forgets old idempotency keys. Any number of
 * processes may do so; whoever holds the lock does it, and for the others nothing is left.
 */
export async function maintain(): Promise<void> {
  const { directDatabaseUrl, RETENTION_INVOCATION_DAYS, RETENTION_MESSAGE_DAYS } = env();
  // A session of its own: the lock is the session's, and ends with it.
  const client = new pg.Client({
    connectionString: directDatabaseUrl,
    application_name: 'postern maintenance',
  });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query(tryLockForSession('maintenance'));
    if (!rows[0]?.held) return;
    await ensurePartitions(client);
    await dropExpired(client, 'invocation', RETENTION_INVOCATION_DAYS);
    const dropped = await dropExpired(client, 'message', RETENTION_MESSAGE_DAYS);
    if (dropped.length > 0) await forgetVotes(client);
    await dropFiles(client, RETENTION_MESSAGE_DAYS);
    await forgetUsageSlots(client, RETENTION_INVOCATION_DAYS);
    await forgetIdempotencyKeys(client);
  } finally {
    await client.end();
  }
}

/** Maintains every hour until told to stop; a failure is logged and tried again in an hour. */
export function startMaintenance(): () => void {
  const run = () =>
    maintain().catch((error: unknown) => log().error({ err: error }, 'storage was not maintained'));
  const timer = setInterval(run, EVERY_MS);
  timer.unref();
  void run();
  return () => clearInterval(timer);
}
