import 'server-only';
import pg from 'pg';
import { tryLockForSession } from '@/lib/db/advisory-locks';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { attempt } from './attempt';
import { clean } from './cleaners';
import { markClock } from './clock-mark';
import { dropEmptyThreads } from './drop-empty-threads';
import { dropExpired } from './drop-expired';
import { ensurePartitions, type Queryable } from './ensure-partitions';
import { indexPartitions } from './index-partitions';
import { removeFeeds } from './remove-feeds';

const EVERY_MS = 60 * 60 * 1000;
/** By this name the database knows the session that maintains. */
const APPLICATION = 'postern maintenance';
/** Whoever has forgotten to end a transaction would otherwise hold up all of it, for days. */
const LOCK_TIMEOUT_MS = 5_000;

/**
 * Drops partitions past their retention, removes what has ended (cleaners.ts), and makes missing partitions. The
 * believed part of the database's clock decides what is old (clock-mark.ts). Of any number of processes, the holder of
 * the lock does it, and the others find nothing left.
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
    application_name: APPLICATION,
    lock_timeout: LOCK_TIMEOUT_MS,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query(tryLockForSession('maintenance'));
    if (!rows[0]?.held) {
      for (const other of await longMaintenance(client))
        log().warn(other, 'maintenance has been going on for long: end what it waits for, or its session');
      return;
    }
    // What frees space comes before what needs some.
    const at = await attempt('clock', () => markClock(client));
    if (at) {
      // Calls first, since keepBodies serves only the calls that remain.
      for (const [table, days] of [
        ['invocation', retention.invocationDays],
        ['message', retention.messageDays],
      ] as const)
        await attempt(`weeks of ${table}`, () => dropExpired(client, table, days, at.getTime()));
      await clean(client, retention, at);
    }
    await attempt('deleted feeds', () => removeFeeds(client));
    await attempt('empty threads', () => dropEmptyThreads(client));
    await attempt('coming weeks', () => ensurePartitions(client));
    // Last, since it takes minutes once in a long history.
    await attempt('indexes', () => indexPartitions(client));
  } finally {
    await client.end();
  }
}

/** Other sessions that have maintained for so many minutes, and what they wait for. */
export async function longMaintenance(connection: Queryable, minutes = 50) {
  const { rows } = await connection.query<{ pid: number; since: Date; waitsFor: string | null }>(
    `SELECT pid, backend_start AS since, wait_event_type || ' ' || wait_event AS "waitsFor" FROM pg_stat_activity
     WHERE application_name = '${APPLICATION}' AND datname = current_database() AND pid <> pg_backend_pid()
       AND backend_start <= clock_timestamp() - make_interval(mins => $1)`,
    [minutes],
  );
  return rows;
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
