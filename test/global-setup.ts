import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '@/lib/boot/database/embedded/start-embedded';
import { migrate } from '@/lib/boot/database/migrations/migrate';
import { provide } from '@/lib/env';
import { createSecrets } from '@/lib/secrets';
import { ensureOrganization } from './support/people/organization';

// Plain Node without types, as all scripts: found at run time.
const source = '../scripts/lib/suites/test-database.mjs';
type Opened = { url: string; dataDir: string; close(): Promise<void> };
const { openTestDatabase } = (await import(source)) as {
  openTestDatabase(tools: { startEmbedded: typeof startEmbedded; migrate: typeof migrate }): Promise<Opened>;
};

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    dataDir: string;
  }
}

/** A real PostgreSQL with all migrations (TEST_DATABASE_URL's, or an embedded one of this run), and a data directory. */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL;
  const database = given ? await givenDatabase(given) : await openTestDatabase({ startEmbedded, migrate });
  await ensureOrganization(database.url);
  process.env.DATA_DIR = database.dataDir;
  provide('DATABASE_URL', database.url);
  createSecrets();
  project.provide('databaseUrl', database.url);
  project.provide('dataDir', database.dataDir);
  return database.close;
}

async function givenDatabase(url: string): Promise<Opened> {
  await migrate(url);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'postern-test-'));
  return { url, dataDir, close: async () => rmSync(dataDir, { recursive: true, force: true }) };
}
