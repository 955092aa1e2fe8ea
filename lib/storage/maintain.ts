import 'server-only';
import pg from 'pg';
import { tryLockForSession } from '@/lib/db/advisory-locks';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { clean } from './cleaners';
import { markClock } from './clock-mark';
import { dropEmptyThreads } from './drop-empty-threads';
import { dropExpired } from './drop-expired';
import { ensurePartitions } from './ensure-partitions';
import { indexPartitions } from './index-partitions';
import { removeFeeds } from './remove-feeds';

const EVERY_MS = 60 * 60 * 1000;

/**
 * Makes the partitions that are missing, drops what retention has ended, and removes what is over (cleaners.ts). What is old is judged by
 * the database's clock as far as that is believed (clock-mark.ts). Any number of processes may do so; whoever holds the
 * lock does it, and for the others nothing is left.
 */
export async function maintain(): Promise<void> {
  const { directDatabaseUrl, ...settings } = env();
  const retention = {
    invocationDays: settings.RETENTION_INVOCATION_DAYS,
    messageDays: settings.RETENTION_MESSAGE_DAYS,
    auditDays: settings.RETENTION_AUDIT_DAYS,
  };
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
    const at = await markClock(client);
    // Calls first: what is left of them keeps its bodies.
    await dropExpired(client, 'invocation', retention.invocationDays, at.getTime());
    await dropExpired(client, 'message', retention.messageDays, at.getTime());
    await removeFeeds(client);
    await clean(client, retention, at);
    await dropEmptyThreads(client);
    // Last: in a long history it takes minutes, once.
    await indexPartitions(client);
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
