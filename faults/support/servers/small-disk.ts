import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { afterThisTest } from '../clean-up';
import { DATABASE } from './cluster';
import { Postgres } from './postgres';
import { residentMb } from './processes';
import { mountSmallDisk, unmountSmallDisks } from './small-disk-mounts';

/** A disk that can be filled to the brim and emptied again. */
export type SmallDisk = { how: string; fill(): void; empty(): void };

const DATABASE_MB = 64;
const CLUSTER_MB = 320;
/** The room that is left, so that the disk fills up in the middle of the work. */
const LEFT_BYTES = 512 * 1024;
/** A segment of the log has 16 MiB. A limit above that stops only tables, a limit below it also the log. */
const LIMIT_FOR_TABLES_BYTES = 17 * 1024 * 1024;
const LIMIT_FOR_LOG_BYTES = 15 * 1024 * 1024;

function mountHere(sizeMb: number): string | null {
  const parent = path.dirname(inject('template').folder);
  afterThisTest(() => unmountSmallDisks(parent));
  return mountSmallDisk(parent, sizeMb);
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

/**
 * A PostgreSQL whose small disk is to hold everything, its log included: one in memory, or where that may not be mounted, a
 * limit on the size of every file.
 */
export async function postgresOnSmallDisk(): Promise<{ postgres: Postgres; disk: SmallDisk }> {
  const folder = mountHere(CLUSTER_MB);
  const postgres = await Postgres.start(folder ? { parent: folder } : {});
  const disk = folder
    ? mounted(folder, `a tmpfs of ${CLUSTER_MB} MiB`)
    : limitedFileSizes(postgres, LIMIT_FOR_LOG_BYTES);
  return { postgres, disk };
}

/**
 * Puts the tables of Postern's database, without PostgreSQL's log, onto a small disk: a tablespace in memory, or where
 * that may not be mounted, a limit on the size of every file. Nobody may be connected.
 */
export async function smallDiskForDatabase(postgres: Postgres): Promise<SmallDisk> {
  const folder = mountHere(DATABASE_MB);
  if (!folder) return limitedFileSizes(postgres, LIMIT_FOR_TABLES_BYTES);
  const { account } = inject('template');
  const place = path.join(folder, 'tablespace');
  mkdirSync(place, { mode: 0o700 });
  if (account) chownSync(place, account.uid, account.gid);
  await postgres.query(`CREATE TABLESPACE small LOCATION '${place}'`, [], 'postgres');
  await postgres.query(`ALTER DATABASE ${DATABASE} SET TABLESPACE small`, [], 'postgres');
  return mounted(folder, `a tablespace of ${DATABASE_MB} MiB`);
}

function limitedFileSizes(postgres: Postgres, bytes: number): SmallDisk {
  const limit = (soft: string) => {
    const [postmaster, ...others] = postgres.processes();
    // The postmaster first, since its children inherit the limit.
    for (const pid of [postmaster ?? 0, ...others, ...postgres.processes()]) {
      const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${soft}:unlimited`]);
      if (status !== 0 && residentMb(pid) > 0) throw new Error(`prlimit: ${stderr}`);
    }
  };
  return {
    how: `a limit of ${bytes} bytes on every file`,
    fill: () => limit(String(bytes)),
    empty: () => limit('unlimited'),
  };
}
