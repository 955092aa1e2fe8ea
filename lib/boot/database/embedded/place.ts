import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { createFile } from '@/lib/create-file';
import { type Account, canEnter } from './account';
import type { Binaries } from './binaries';

/** Root keeps here what the database's account cannot reach below the data directory or the checkout. */
const SHARED = '/var/lib/postern';
const POINTER = 'postgres-is-at';

/** The folder of the cluster: in the data directory, or where its pointer file says. */
export function clusterFolder(dataDir: string): string {
  return hasPointer(dataDir)
    ? readFileSync(path.join(dataDir, POINTER), 'utf8').trim()
    : path.join(dataDir, 'postgres');
}

export function hasPointer(dataDir: string): boolean {
  return existsSync(path.join(dataDir, POINTER));
}

/** Writes the pointer file, once the cluster exists. False when another start has written it. */
export function pointTo(dataDir: string, folder: string): boolean {
  return createFile(path.join(dataDir, POINTER), `${folder}\n`);
}

/** The folder for a new cluster: outside the data directory when the account cannot enter that. */
export function newClusterFolder(dataDir: string, account: Account | undefined): string {
  const real = realpathSync(dataDir);
  if (canEnter(real, account)) return path.join(dataDir, 'postgres');
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 12);
  // The random part keeps a data directory that was deleted and made again from finding its old database.
  const folder = path.join(SHARED, `${hash}-${randomBytes(4).toString('hex')}`, 'postgres');
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o711 });
  return folder;
}

/** The programs in a place where the account can run them: where npm put them, or a copy. */
export function reachableBinaries(binaries: Binaries, account: Account | undefined): Binaries {
  const real = realpathSync(binaries.folder);
  if (canEnter(path.join(real, 'bin'), account)) return { ...binaries, folder: real };
  const folder = path.join(SHARED, `postgresql-${binaries.version}`);
  if (!existsSync(folder)) {
    mkdirSync(SHARED, { recursive: true, mode: 0o711 });
    const partial = `${folder}.${process.pid}`;
    cpSync(real, partial, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(partial, folder);
    } catch {
      // Another start was quicker.
      rmSync(partial, { recursive: true, force: true });
    }
  }
  return { ...binaries, folder };
}

/** Gives a file or folder to the account. */
export function give(file: string, account: Account | undefined): void {
  if (account) lchownSync(file, account.uid, account.gid);
}
