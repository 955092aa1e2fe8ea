import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '@/lib/boot/database/embedded/start-embedded';
import { migrate } from '@/lib/boot/database/migrations/migrate';
import { ensureOrganization } from './support/people/organization';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    dataDir: string;
  }
}

/** A real PostgreSQL with all migrations (TEST_DATABASE_URL's, or an embedded one of this run), and a data directory. */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'postern-test-'));
  // When root runs the tests, the database runs as another account and must be able to enter the folder.
  chmodSync(dataDir, 0o711);
  const given = process.env.TEST_DATABASE_URL;
  const database = given
    ? { url: given, close: async () => {} }
    : await startEmbedded({ dataDir, root: process.cwd(), onStep: () => {} });
  await migrate(database.url);
  await ensureOrganization(database.url);
  project.provide('databaseUrl', database.url);
  project.provide('dataDir', dataDir);
  return async () => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
