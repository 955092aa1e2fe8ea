import 'server-only';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { BootError } from '../../boot-error';
import type { Account } from './account';
import { give } from './place';
import { removeForeignLock } from './running-postmaster';

/**
 * Folders that are mostly empty. Copies by git, rsync and archives leave them out, and PostgreSQL does not start
 * without them.
 */
const OFTEN_EMPTY = [
  'pg_commit_ts',
  'pg_dynshmem',
  'pg_logical/mappings',
  'pg_logical/snapshots',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_tblspc',
  'pg_twophase',
  'pg_wal/archive_status',
  'pg_wal/summaries',
];

/** Files and folders with data or settings, which cannot be made again. */
const NEEDED = [
  'PG_VERSION',
  'base',
  'global/pg_control',
  'global/pg_filenode.map',
  'pg_hba.conf',
  'pg_multixact/members',
  'pg_multixact/offsets',
  'pg_wal',
  'pg_xact',
  'postgresql.conf',
];

/** Whether a cluster was made there. @throws the system's error when this account may not look. */
export function hasCluster(folder: string): boolean {
  return statSync(path.join(folder, 'PG_VERSION'), { throwIfNoEntry: false }) !== undefined;
}

/**
 * Repairs the harmless changes of a copy or restore: owner, modes, empty folders, a foreign lock file.
 * @throws {BootError} for what cannot be repaired.
 */
export function mendCluster(
  cluster: string,
  account: Account | undefined,
  onStep: (text: string) => void,
): void {
  requireOwner(cluster, account, onStep);
  requireModes(cluster, onStep);
  const missing = NEEDED.find((name) => !existsSync(path.join(cluster, name)));
  if (missing) {
    throw new BootError(
      `The database in ${cluster} is incomplete (${missing} is missing): restore that folder as a whole from one backup.`,
    );
  }
  for (const name of OFTEN_EMPTY) {
    const folder = path.join(cluster, name);
    if (existsSync(folder)) continue;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (let place = folder; place !== cluster; place = path.dirname(place)) give(place, account);
  }
  removeForeignLock(cluster);
}

/** The cluster's identity, as PostgreSQL's pg_control_system() reports it. */
export function systemIdentifierOf(cluster: string): string {
  return readFileSync(path.join(cluster, 'global', 'pg_control'))
    .readBigUInt64LE(0)
    .toString();
}

/** Gives the cluster to the database's account; without root's rights it can only report the wrong owner. */
function requireOwner(cluster: string, account: Account | undefined, onStep: (text: string) => void): void {
  if (process.platform === 'win32') return;
  const uid = account?.uid ?? process.getuid?.();
  const samples = [cluster, path.join(cluster, 'global', 'pg_control')];
  const foreign = samples
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .find((stat) => stat && stat.uid !== uid);
  if (!foreign) return;
  if (!account) {
    throw new BootError(
      `The database in ${cluster} belongs to another account (uid ${foreign.uid}): give it to this one (chown -R ${uid} ${cluster}), or run Postern as that one.`,
    );
  }
  onStep('Giving the database to its account again');
  for (const file of [cluster, ...entriesBelow(cluster)]) give(file, account);
}

/** PostgreSQL refuses a folder that anybody beyond its group may read. */
const ALLOWED_MODES = [0o700, 0o750];

function requireModes(cluster: string, onStep: (text: string) => void): void {
  if (process.platform === 'win32') return;
  const isOpen = !ALLOWED_MODES.includes(statSync(cluster).mode & 0o777);
  const isLocked = (statSync(path.join(cluster, 'PG_VERSION')).mode & 0o600) !== 0o600;
  if (!isOpen && !isLocked) return;
  onStep('Giving the database its file modes again');
  chmodSync(cluster, 0o700);
  for (const file of entriesBelow(cluster)) {
    const stat = lstatSync(file);
    if (!stat.isSymbolicLink()) chmodSync(file, stat.isDirectory() ? 0o700 : 0o600);
  }
}

function entriesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? [file, ...entriesBelow(file)] : [file];
  });
}
