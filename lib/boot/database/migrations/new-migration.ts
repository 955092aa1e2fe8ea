import 'server-only';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FILTERS, readMigrations, schemaTarget, withSchemaEngine } from './schema-engine';

/**
 * The SQL that leads from prisma/migrations to prisma/schema.prisma; an empty string when they agree. The migrations
 * run in a shadow database of the same server, which is dropped again.
 */
export async function schemaDiff(databaseUrl: string, root = process.cwd()): Promise<string> {
  const migrations = await readMigrations(root);
  const { migrationDirectories } = migrations;
  const to = await schemaTarget(root);
  const { stdout } = await withSchemaEngine(databaseUrl, root, migrations, (engine) =>
    engine.diff({
      from: migrationDirectories.length === 0 ? { tag: 'empty' } : { tag: 'migrations', ...migrations },
      to,
      script: true,
      exitCode: null,
      filters: FILTERS,
    }),
  );
  const sql = stdout ?? '';
  return sql.includes('This is an empty migration') ? '' : sql;
}

/** Writes the difference as a new folder in prisma/migrations; returns the file, or null without a difference. */
export async function writeMigration(databaseUrl: string, name: string, root = process.cwd()) {
  const sql = await schemaDiff(databaseUrl, root);
  if (!sql) return null;
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const folder = path.join(root, 'prisma', 'migrations', `${stamp}_${slug}`);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'migration.sql');
  await writeFile(file, sql);
  return file;
}
