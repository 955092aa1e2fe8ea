import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { checkSecrets } from '@/lib/boot/database/check-secrets';
import { databaseAccount } from '@/lib/boot/database/embedded/account';
import { findBinaries, program } from '@/lib/boot/database/embedded/binaries';
import { createCluster } from '@/lib/boot/database/embedded/create-cluster';
import { newClusterFolder, reachableBinaries } from '@/lib/boot/database/embedded/place';
import { startPostmaster, stopPostmaster } from '@/lib/boot/database/embedded/postmaster';
import { migrate } from '@/lib/boot/database/migrations/migrate';
import { pool } from '@/lib/db/pool';
import { provide } from '@/lib/env';
import { freePort } from '@/test/support/programs/free-port';
import { type Population, populate } from './population';
import { DATABASE, type Template } from './servers/cluster';
import { endNotedProcesses } from './servers/processes';
import { unmountSmallDisks } from './servers/small-disk-mounts';
import { until } from './until';

declare module 'vitest' {
  interface ProvidedContext {
    /** The short form for `npm test`: fewer and smaller faults. */
    isShort: boolean;
    runFolder: string;
    dataDir: string;
    template: Template;
    population: Population;
  }
}

/** Makes the template that each test's database is a copy of. */
export default async function setup(project: TestProject) {
  const runFolder = mkdtempSync(path.join(os.tmpdir(), 'postern-faults-'));
  // When root runs the tests, the database runs as another account and must be able to enter the folder.
  chmodSync(runFolder, 0o711);
  const dataDir = path.join(runFolder, 'data');
  mkdirSync(dataDir, { mode: 0o711 });
  const folders = [runFolder];
  const cleanUp = () => {
    endNotedProcesses(runFolder);
    for (const folder of folders.splice(0)) {
      unmountSmallDisks(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  };
  // Cleans up however this run ends.
  process.once('exit', cleanUp);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => process.exit(130));
  try {
    const { template, population } = await makeTemplate(dataDir);
    folders.unshift(path.dirname(template.folder));
    project.provide('runFolder', runFolder);
    project.provide('dataDir', dataDir);
    project.provide('template', template);
    project.provide('population', population);
  } catch (error) {
    cleanUp();
    throw error;
  }
  return cleanUp;
}

async function makeTemplate(dataDir: string): Promise<{ template: Template; population: Population }> {
  process.env.DATA_DIR = dataDir;
  const account = databaseAccount(dataDir, () => {});
  const binaries = reachableBinaries(await findBinaries(process.cwd()), account);
  const folder = newClusterFolder(dataDir, account);
  const password = randomBytes(24).toString('hex');
  await createCluster(binaries, folder, password, account);
  const port = await freePort();
  const postmaster = await startPostmaster(binaries, folder, { port, logFile: `${folder}.log`, account });
  try {
    const server = `127.0.0.1:${port}`;
    await makeDatabase(`postgres://postern:${password}@${server}/postgres`, password);
    const url = `postgres://app:${password}@${server}/${DATABASE}`;
    provide('DATABASE_URL', url);
    await migrate(url);
    await checkSecrets(url);
    const population = await populate();
    await pool().end();
    return { template: { folder, program: program(binaries, 'postgres'), account, password }, population };
  } finally {
    await stopPostmaster(postmaster, binaries, folder);
  }
}

async function makeDatabase(url: string, password: string): Promise<void> {
  const client = await until('the new database takes connections', () => connect(url), { timeoutMs: 60_000 });
  await client.query(`CREATE ROLE app LOGIN PASSWORD '${password}'`);
  await client.query(`CREATE DATABASE ${DATABASE} OWNER app`);
  await client.end();
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}
