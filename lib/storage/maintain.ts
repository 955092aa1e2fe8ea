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
 * Makes missing partitions, drops those past their retention, and removes what has ended (cleaners.ts). The believed
 * part of the database's clock decides what is old (clock-mark.ts). Of any number of processes, the holder of the
 * lock does it, and the others find nothing left.
 */
export async function maintain(): Promise<void> {
  const { directDatabaseUrl, ...settings } = env();
  const retention = {
    invocationDays: settings.RETENTION_INVOCATION_DAYS,
    messageDays: settings.RETENTION_MESSAGE_DAYS,
    auditDays: settings.RETENTION_AUDIT_DAYS,
  };
  // A connection of its own: the lock belongs to the session and ends with it.
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
    // Calls first, since keepBodies serves only the calls that remain.
    await dropExpired(client, 'invocation', retention.invocationDays, at.getTime());
    await dropExpired(client, 'message', retention.messageDays, at.getTime());
    await removeFeeds(client);
    await clean(client, retention, at);
    await dropEmptyThreads(client);
    // Last, since it takes minutes once in a long history.
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
