import 'server-only';
import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { holdsEmbeddedSecrets } from '@/lib/secrets';
import { BootError } from '../../boot-error';
import { type Account, canEnter, databaseAccount, requireNamedAccount } from './account';
import { type Binaries, findBinaries, type ServerSettings } from './binaries';
import { checkVersion, createCluster } from './create-cluster';
import { type Credentials, createCredentials, readCredentials, writeCredentials } from './credentials';
import { hasCluster, mendCluster, systemIdentifierOf } from './mend-cluster';
import { clusterFolder, hasPointer, newClusterFolder, pointTo, reachableBinaries } from './place';

/** A cluster that is ready for its server to start. */
export type Settled = {
  dataDir: string;
  /** The real path, with links resolved. */
  cluster: string;
  credentials: Credentials;
  binaries: Binaries;
  account: Account | undefined;
  settings: ServerSettings;
};

export type Options = {
  dataDir: string;
  root: string;
  onStep(text: string): void;
  /** Settings besides Postern's own, for databases of tests: with `fsync: 'off'` nothing waits for the disk. */
  settings?: ServerSettings;
};

/**
 * Finds the cluster of the data directory and repairs what a restore has changed, or makes a new cluster.
 * @throws {BootError} when a part of it is missing or belongs to another cluster.
 */
export async function settleCluster({ dataDir, root, onStep, settings = {} }: Options): Promise<Settled> {
  const found = await findBinaries(root);
  const place = clusterFolder(dataDir);
  const account = databaseAccount(place, onStep);
  const binaries = reachableBinaries(found, account);
  const folder = hasCluster(place)
    ? place
    : await newCluster({ dataDir, place, account, binaries, onStep, settings });
  const cluster = realpathSync(folder);
  const credentials = readCredentials(dataDir) ?? missingPassword(dataDir);
  checkVersion(binaries, cluster, dataDir);
  mendCluster(cluster, account, onStep);
  if (!canEnter(path.dirname(cluster), account)) {
    throw new BootError(
      `PostgreSQL does not run as root, and its user (uid ${account?.uid}) cannot enter ${path.dirname(cluster)}: let others pass through that folder and those above it (chmod o+x).`,
    );
  }
  const known = recognised(dataDir, cluster, credentials);
  return { dataDir, cluster, binaries, account, credentials: known, settings };
}

/** Notes which cluster the data directory belongs to; directories of an older Postern do not know it yet. */
function recognised(dataDir: string, cluster: string, credentials: Credentials): Credentials {
  const id = systemIdentifierOf(cluster);
  if (credentials.cluster === id) return credentials;
  if (credentials.cluster !== undefined) {
    throw new BootError(
      `The database in ${cluster} is not the one that ${dataDir}/database.json belongs to: restore both from the same backup.`,
    );
  }
  const known = { ...credentials, cluster: id };
  writeCredentials(dataDir, known);
  return known;
}

async function newCluster(from: {
  dataDir: string;
  place: string;
  account: Account | undefined;
  binaries: Binaries;
  onStep(text: string): void;
  settings: ServerSettings;
}): Promise<string> {
  const { dataDir, place, account, binaries, onStep, settings } = from;
  refuseLost(dataDir, place);
  requireNamedAccount();
  onStep('Creating the database');
  const credentials = await createCredentials(dataDir);
  const folder = newClusterFolder(dataDir, account);
  await createCluster(binaries, folder, credentials.password, account, settings);
  if (folder === path.join(dataDir, 'postgres')) return folder;
  // Of two starts at once, one writes the place of the database, and the other reads it.
  if (pointTo(dataDir, folder)) {
    onStep(
      `PostgreSQL does not run as root and its user cannot enter ${dataDir}: the database is kept in ${folder}`,
    );
  } else rmSync(path.dirname(folder), { recursive: true, force: true });
  return clusterFolder(dataDir);
}

/**
 * Refuses to begin with an empty database where there was one: otherwise an incomplete restore would lose everything
 * silently.
 */
function refuseLost(dataDir: string, place: string): void {
  const traces = [
    readCredentials(dataDir)?.cluster !== undefined && 'database.json',
    existsSync(path.join(dataDir, 'postgres.log')) && 'postgres.log',
    hasPointer(dataDir) && 'postgres-is-at',
    holdsEmbeddedSecrets(dataDir) && 'secrets.json',
  ];
  const trace = traces.find(Boolean);
  const isDamaged = existsSync(place) && readdirSync(place).length > 0;
  // Another start may have made the cluster just now.
  if ((!trace && !isDamaged) || hasCluster(place)) return;
  throw new BootError(
    isDamaged
      ? `The database in ${place} is incomplete (PG_VERSION is missing): restore that folder as a whole from one backup.`
      : `The database of ${dataDir} is missing: ${trace} says that there was one, in ${place}. Restore that folder from a backup; to begin with an empty database instead, choose another DATA_DIR.`,
  );
}

function missingPassword(dataDir: string): never {
  throw new BootError(
    `${path.join(dataDir, 'database.json')} with the database's password is missing: restore it from a backup of the data directory.`,
  );
}
