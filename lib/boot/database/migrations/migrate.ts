import 'server-only';
import pg from 'pg';
import { lockForSession } from '@/lib/db/advisory-locks';
import { ensurePartitions } from '@/lib/storage/ensure-partitions';
import { FILTERS, readMigrations, withSchemaEngine } from './schema-engine';

/**
 * Applies the migrations that the database lacks, makes the partitions of these weeks, and returns the migrations'
 * names. Of several processes that start at once, one applies; the others wait and find nothing left.
 * @param root the folder that holds `prisma/`.
 */
export async function migrate(databaseUrl: string, root = process.cwd()): Promise<string[]> {
  const migrations = await readMigrations(root);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(lockForSession('migration'));
    const applied = (await isUpToDate(client, migrations.migrationDirectories.length))
      ? []
      : await apply(client, databaseUrl, root, migrations);
    await ensurePartitions(client);
    return applied;
  } finally {
    // The end of the session releases the lock.
    await client.end();
  }
}

async function apply(
  client: pg.Client,
  databaseUrl: string,
  root: string,
  migrationsList: Awaited<ReturnType<typeof readMigrations>>,
): Promise<string[]> {
  try {
    const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, root, (engine) =>
      engine.applyMigrations({ migrationsList, filters: FILTERS }),
    );
    return appliedMigrationNames;
  } catch (error) {
    await forgetFailures(client);
    throw error;
  }
}

/** A migration is one transaction: a failed one left nothing behind and may run again once its cause is mended. */
async function forgetFailures(client: pg.Client): Promise<void> {
  await client.query(
    'update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null',
  );
}

/** Whether all migrations are applied; then the engine need not be loaded, which takes a third of a second. */
async function isUpToDate(client: pg.Client, expected: number): Promise<boolean> {
  const { rows: tables } = await client.query(
    "select to_regclass('_prisma_migrations') is not null as known",
  );
  if (!tables[0]?.known) return false;
  const { rows } = await client.query(
    `select count(*) filter (where finished_at is not null and rolled_back_at is null)::int as applied,
            count(*) filter (where finished_at is null and rolled_back_at is null)::int as failed
       from _prisma_migrations`,
  );
  return rows[0]?.failed === 0 && rows[0]?.applied === expected;
}
