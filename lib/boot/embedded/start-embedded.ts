import 'server-only';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { BootError, codeOf } from '../boot-error';
import { describeFailure } from '../describe-failure';
import type { Database } from '../open-database';
import { type Account, canEnter, databaseAccount } from './account';
import { type Binaries, findBinaries } from './binaries';
import { checkVersion, createCluster } from './create-cluster';
import {
  type Credentials,
  newCredentials,
  readCredentials,
  USER,
  urlOf,
  withFreePort,
  writeCredentials,
} from './credentials';
import { clusterFolder, newClusterFolder, reachableBinaries } from './place';
import { type Postmaster, runningPostmaster, startPostmaster, stopPostmaster } from './postmaster';

/** Held by the Postern that uses the cluster, as long as it lives. */
const USED_LOCK = 7_201_999;
/** After a crash of the machine the server first reads its log again. */
const START_TIMEOUT_MS = 60_000;

type Options = { dataDir: string; root: string; onStep(text: string): void };
type Server = { postmaster: Postmaster; credentials: Credentials; cluster: string; binaries: Binaries };

/**
 * Starts the PostgreSQL that comes with the packages, with its data in the data directory. A server that a killed Postern left
 * running is taken over.
 * @throws {BootError} when it cannot run, or when another Postern uses the same data directory.
 */
export async function startEmbedded(options: Options): Promise<Database> {
  try {
    const server = await start(options);
    const guard = await takeOver(server, options.dataDir);
    return {
      url: urlOf(server.credentials),
      description: `embedded PostgreSQL, files in ${options.dataDir}`,
      async close() {
        await guard.end().catch(() => {});
        await stopPostmaster(server.postmaster, server.binaries, server.cluster);
      },
    };
  } catch (error) {
    throw describeFailure(error, options.dataDir);
  }
}

async function start({ dataDir, root, onStep }: Options): Promise<Server> {
  const found = await findBinaries(root);
  let cluster = clusterFolder(dataDir);
  const account = databaseAccount(cluster, onStep);
  const binaries = reachableBinaries(found, account);
  let credentials = readCredentials(dataDir);
  if (!existsSync(cluster)) {
    onStep('Creating the database');
    cluster = newClusterFolder(dataDir, account, onStep);
    credentials ??= await newCredentials();
    writeCredentials(dataDir, credentials);
    await createCluster(binaries, cluster, credentials.password, account);
  }
  credentials = readCredentials(dataDir) ?? missingPassword(dataDir);
  checkVersion(binaries, cluster, dataDir);
  if (!canEnter(path.dirname(cluster), account)) {
    throw new BootError(
      `PostgreSQL does not run as root, and its user (uid ${account?.uid}) cannot enter ${path.dirname(cluster)}: let others pass through that folder and those above it (chmod o+x).`,
    );
  }
  onStep('Starting the database');
  return run({ binaries, cluster, credentials, account, dataDir });
}

function missingPassword(dataDir: string): never {
  throw new BootError(
    `${path.join(dataDir, 'database.json')} with the database's password is missing: restore it from a backup of the data directory.`,
  );
}

async function run(from: {
  binaries: Binaries;
  cluster: string;
  credentials: Credentials;
  account: Account | undefined;
  dataDir: string;
}): Promise<Server> {
  const { binaries, cluster, account, dataDir } = from;
  const running = runningPostmaster(cluster);
  if (running && (await answers({ ...from.credentials, port: running.port }))) {
    const credentials = { ...from.credentials, port: running.port };
    return { binaries, cluster, credentials, postmaster: running.postmaster };
  }
  const credentials = await withFreePort(from.credentials);
  writeCredentials(dataDir, credentials);
  const logFile = path.join(dataDir, 'postgres.log');
  const postmaster = await startPostmaster(binaries, cluster, { port: credentials.port, logFile, account });
  try {
    await untilReady(postmaster, credentials);
  } catch (error) {
    await stopPostmaster(postmaster, binaries, cluster);
    throw error;
  }
  return { binaries, cluster, credentials, postmaster };
}

async function untilReady(postmaster: Postmaster, credentials: Credentials): Promise<void> {
  const deadlineMs = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (postmaster.hasExited()) {
      throw new BootError(`The embedded PostgreSQL does not start: ${postmaster.whyExited()}`);
    }
    if (await answers(credentials)) return;
    if (Date.now() > deadlineMs)
      throw new BootError('The embedded PostgreSQL does not answer; see postgres.log.');
    await sleep(25);
  }
}

/** Whether the server takes our connections; while it starts or recovers it does not. */
async function answers(credentials: Credentials): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(credentials, 'postgres'),
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (codeOf(error) === '28P01') {
      throw new BootError(
        'The embedded PostgreSQL refuses the password in database.json: restore that file from a backup of the data directory.',
      );
    }
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Makes sure that no other Postern uses this server, and that its database exists. The connection is kept. */
async function takeOver(server: Server, dataDir: string): Promise<pg.Client> {
  const guard = new pg.Client({
    connectionString: urlOf(server.credentials, 'postgres'),
    application_name: `postern process ${process.pid}`,
    keepAlive: true,
  });
  guard.on('error', () => {});
  await guard.connect();
  const { rows } = await guard.query('select pg_try_advisory_lock($1) as free', [USED_LOCK]);
  if (!rows[0].free) {
    const holder = await guard.query(
      "select application_name as name from pg_stat_activity where application_name like 'postern process %' and pid <> pg_backend_pid()",
    );
    await guard.end();
    const who = String(holder.rows[0]?.name ?? 'postern process').replace('postern ', '');
    throw new BootError(
      `Another Postern (${who}) uses the data directory ${dataDir}: stop it first, or choose another directory with DATA_DIR.`,
    );
  }
  const known = await guard.query('select from pg_database where datname = $1', [USER]);
  if (known.rowCount === 0) await guard.query(`create database ${USER}`);
  return guard;
}
