import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { lockForSession, lockForTransaction } from '@/lib/db/advisory-locks';
import { ensurePartitions } from '@/lib/storage/ensure-partitions';
import { isHeldUp, whoHoldsTables } from './held-up';
import { FILTERS, readMigrations, withSchemaEngine } from './schema-engine';

/** Between attempts, calls that were waiting behind a migration are accepted. */
const PAUSE_MS = 5_000;

type How = {
  onStep?(text: string): void;
  /** Ends the waiting for sessions that are in the way. */
  until?: AbortSignal | undefined;
};

/**
 * Applies the migrations that the database lacks, makes the partitions of these weeks, and returns the migrations'
 * names. Of several processes that start at once, one applies; the others wait and find nothing left. A migration
 * that has to wait for a table steps back, and is tried again for as long as it takes.
 * @param root the folder that holds `prisma/`.
 */
export async function migrate(databaseUrl: string, root = process.cwd(), how: How = {}): Promise<string[]> {
  const migrations = await readMigrations(root);
  const client = new pg.Client({ connectionString: databaseUrl });
  // A lost connection fails the statement under way.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(lockForSession('migration'));
    const applied = await appliedMigrations(client);
    const lacking = migrations.migrationDirectories
      .map(({ path }) => path)
      .filter((name) => !applied?.has(name));
    // The engine takes a third of a second to load.
    if (lacking.length > 0) await apply(client, databaseUrl, root, migrations, how);
    await ensurePartitions(client);
    return lacking;
  } finally {
    // The end of the session releases the lock.
    await client.end();
  }
}

/** Whether this is a database of Postern: a start has migrated it, or a dump of such a one was restored into it. */
export async function wasMigrated(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    return ((await appliedMigrations(client))?.size ?? 0) > 0;
  } finally {
    await client.end();
  }
}

async function apply(
  client: pg.Client,
  databaseUrl: string,
  root: string,
  migrationsList: Awaited<ReturnType<typeof readMigrations>>,
  { onStep = () => {}, until }: How,
): Promise<void> {
  for (let said = ''; ; ) {
    await forgetUnfinished(client);
    try {
      await withSchemaEngine(databaseUrl, root, migrationsList, (engine) =>
        engine.applyMigrations({ migrationsList, filters: FILTERS }),
      );
      return;
    } catch (error) {
      if (!isHeldUp(error)) throw error;
    }
    const who = await whoHoldsTables(client);
    if (who !== said) onStep(who);
    said = who;
    await sleep(PAUSE_MS, undefined, { signal: until });
  }
}

/**
 * Notes that migrations which were begun and not finished left nothing behind, so that they run again. The session of
 * a process that died may still be at work: its lock is waited for, and then the note of its script is there.
 */
async function forgetUnfinished(client: pg.Client): Promise<void> {
  if ((await appliedMigrations(client)) === null) return;
  // One simple query is one transaction.
  await client.query(
    `${lockForTransaction('schemaEngine')};
     UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL`,
  );
}

/** The names of the applied migrations; null in a database that has had none. */
async function appliedMigrations(client: pg.Client): Promise<Set<string> | null> {
  const { rows: tables } = await client.query(
    "select to_regclass('_prisma_migrations') is not null as known",
  );
  if (!tables[0]?.known) return null;
  const { rows } = await client.query<{ name: string }>(
    'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  return new Set(rows.map(({ name }) => name));
}
