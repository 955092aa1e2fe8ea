import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Account, canEnter } from './account';
import type { Binaries } from './binaries';

/** Where root keeps what the database's account cannot reach below the data directory or the checkout. */
const SHARED = '/var/lib/postern';
const POINTER = 'postgres-is-at';

/** The folder of the cluster: in the data directory, or where its pointer file says. */
export function clusterFolder(dataDir: string): string {
  const pointer = path.join(dataDir, POINTER);
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : path.join(dataDir, 'postgres');
}

/**
 * The folder for a new cluster. When the account cannot enter the data directory it is elsewhere, and a pointer
 * file in the data directory says where.
 */
export function newClusterFolder(
  dataDir: string,
  account: Account | undefined,
  onNote: (text: string) => void,
) {
  const real = realpathSync(dataDir);
  if (canEnter(real, account)) return path.join(dataDir, 'postgres');
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 12);
  // A part by chance: a data directory that was deleted and made again must not find its old database.
  const folder = path.join(SHARED, `${hash}-${randomBytes(4).toString('hex')}`, 'postgres');
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o711 });
  writeFileSync(path.join(dataDir, POINTER), `${folder}\n`);
  onNote(
    `PostgreSQL does not run as root and its user cannot enter ${real}: the database is kept in ${folder}`,
  );
  return folder;
}

/** The programs where the account can run them: where npm put them, or else a copy. */
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
  if (account) chownSync(file, account.uid, account.gid);
}
