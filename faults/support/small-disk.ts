import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { afterThisTest } from './clean-up';
import { DATABASE } from './cluster';
import type { Postgres } from './postgres';

/** A disk that can be filled to the brim and emptied again. */
export type SmallDisk = { how: string; fill(): void; empty(): void };

const DATABASE_MB = 64;
const CLUSTER_MB = 320;
/** What is left, so that it ends in the middle of the work. */
const LEFT_BYTES = 512 * 1024;
/** Above the 16 MiB of a segment of the log, which must still be made. */
const FILE_SIZE_LIMIT_BYTES = 17 * 1024 * 1024;

/** Mounts an empty file system of its own in memory; null when this account may not. */
function mountSmall(sizeMb: number): string | null {
  if (process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(path.join(path.dirname(inject('template').folder), 'small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=0711`, 'none', folder], {
      stdio: 'pipe',
    });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  afterThisTest(() => {
    execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

function mounted(folder: string, how: string): SmallDisk {
  const ballast = path.join(folder, 'ballast');
  return {
    how,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - LEFT_BYTES, 1));
    },
    empty: () => rmSync(ballast),
  };
}

/** A place for a whole cluster, its log included; null when this account may not mount one. */
export function smallDiskForCluster(): { disk: SmallDisk; folder: string } | null {
  const folder = mountSmall(CLUSTER_MB);
  return folder ? { folder, disk: mounted(folder, `a tmpfs of ${CLUSTER_MB} MiB`) } : null;
}

/**
 * Puts the tables of Postern's database, without PostgreSQL's log, onto a small disk: a tablespace in memory, or where
 * that may not be mounted, a limit on the size of every file. Nobody may be connected.
 */
export async function smallDiskForDatabase(postgres: Postgres): Promise<SmallDisk> {
  const folder = mountSmall(DATABASE_MB);
  if (!folder) return limitedFileSizes(postgres);
  const { account } = inject('template');
  const place = path.join(folder, 'tablespace');
  mkdirSync(place, { mode: 0o700 });
  if (account) chownSync(place, account.uid, account.gid);
  await postgres.query(`CREATE TABLESPACE small LOCATION '${place}'`, [], 'postgres');
  await postgres.query(`ALTER DATABASE ${DATABASE} SET TABLESPACE small`, [], 'postgres');
  return mounted(folder, `a tablespace of ${DATABASE_MB} MiB`);
}

function limitedFileSizes(postgres: Postgres): SmallDisk {
  const limit = (soft: string) => {
    for (const pid of postgres.processes()) {
      execFileSync('prlimit', ['--pid', String(pid), `--fsize=${soft}:unlimited`]);
    }
  };
  return {
    how: `a limit of ${FILE_SIZE_LIMIT_BYTES} bytes on every file`,
    fill: () => limit(String(FILE_SIZE_LIMIT_BYTES)),
    empty: () => limit('unlimited'),
  };
}
