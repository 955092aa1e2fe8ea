import 'server-only';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Postmaster } from './postmaster';

const lockFile = (cluster: string) => path.join(cluster, 'postmaster.pid');

/** The process and port of a server that already runs on this cluster. */
export function runningPostmaster(cluster: string): { postmaster: Postmaster; port: number } | null {
  const [pid, , , port] = readLock(cluster) ?? [];
  if (!pid || !isAlive(pid) || !isServerOf(pid, cluster)) return null;
  return {
    postmaster: {
      pid,
      exited: untilGone(pid),
      hasExited: () => !isAlive(pid),
      whyExited: () => 'it was stopped by somebody else',
    },
    port: Number(port),
  };
}

/** The process that the cluster's lock file names. */
export const lockedBy = (cluster: string): number | undefined => readLock(cluster)?.[0];

/**
 * Removes a lock file that came with a copied or crashed cluster and names a stranger's process, or none: PostgreSQL
 * would not start. The file stays while any process works in the cluster.
 */
export function removeForeignLock(cluster: string): void {
  const lock = readLock(cluster);
  if (lock === null) return;
  const [pid] = lock;
  // PostgreSQL itself judges the lock of a dead process, by the shared memory that the file names.
  const isForeign = pid ? isAlive(pid) && !isServerOf(pid, cluster) : true;
  if (isForeign && !isWorkedIn(cluster)) rmSync(lockFile(cluster), { force: true });
}

/** The lines of the lock file as numbers; null when there is no file. */
function readLock(cluster: string): number[] | null {
  try {
    return readFileSync(lockFile(cluster), 'utf8').split('\n').map(Number);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(50, undefined, { ref: false });
}

/**
 * Whether the process is this cluster's server. Process ids are reused, also for threads, so being alive proves
 * nothing.
 */
function isServerOf(pid: number, cluster: string): boolean {
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') return commandOf(pid).includes('postgres');
  const folder = folderOf(pid);
  if (folder !== undefined) return folder === realpathSync(cluster);
  const args = argumentsOf(pid);
  const named = args[args.indexOf('-D') + 1] ?? '';
  return path.basename(args[0] ?? '') === 'postgres' && isSameFolder(named, cluster);
}

function isWorkedIn(cluster: string): boolean {
  if (process.platform !== 'linux') return false;
  const real = realpathSync(cluster);
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && folderOf(Number(name)) === real);
}

/**
 * The working folder of a process, which for the server and all its children is the cluster. Undefined when this
 * account may not know it.
 */
function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function isSameFolder(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
