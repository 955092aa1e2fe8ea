import 'server-only';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { connectionsPerThread, THREADS_PER_PROCESS } from '@/lib/db/pool';
import { env } from '@/lib/env';
import { BATCHES_IN_FLIGHT } from '@/lib/webhooks/accept-pool';
import { BootError } from '../boot-error';
import type { Account } from './account';
import { type Binaries, program } from './binaries';
import { notRunning } from './create-cluster';

const STOP_TIMEOUT_MS = 12_000;

/** A server process; `exited` resolves when it is gone. */
export type Postmaster = { pid: number; exited: Promise<void>; hasExited(): boolean; whyExited(): string };

/**
 * Starts the server in a process group of its own: Ctrl-C must reach Postern first, which stops it when nothing
 * needs it any more.
 */
export function startPostmaster(
  binaries: Binaries,
  cluster: string,
  { port, logFile, account }: { port: number; logFile: string; account: Account | undefined },
): Promise<Postmaster> {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(maxConnections(env().WEB_CONCURRENCY)),
    log_destination: 'stderr',
  };
  const args = ['-D', cluster];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const log = openSync(logFile, 'w', 0o600);
  const file = program(binaries, 'postgres');
  const child = spawn(file, args, { ...account, cwd: '/', detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(notRunning(file, error)));
    child.once('spawn', () => resolve(watch(child, logFile)));
  });
}

/** The connections of Postern's processes, of a replaced one that has not ended yet, and a few by hand. */
function maxConnections(processes: number): number {
  const perProcess = THREADS_PER_PROCESS * (connectionsPerThread(processes) + BATCHES_IN_FLIGHT + 2);
  return Math.max(100, (processes + 1) * perProcess + 10);
}

function watch(child: ChildProcess, logFile: string): Postmaster {
  let gone = false;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      gone = true;
      resolve();
    });
  });
  // It must not keep a Postern alive that is otherwise done.
  child.unref();
  return { pid: child.pid ?? 0, exited, hasExited: () => gone, whyExited: () => fatalLine(logFile) };
}

function fatalLine(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC|error while loading/.test(line)) ?? lines.at(-2) ?? '';
  return fatal.replace(/^.*?(FATAL|PANIC):\s*/, '');
}

/** The process and port of a server that already runs on this cluster, as far as its lock file says. */
export function runningPostmaster(cluster: string): { postmaster: Postmaster; port: number } | null {
  let lines: string[];
  try {
    lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid)) return null;
  return {
    postmaster: {
      pid,
      exited: untilGone(pid),
      hasExited: () => !isAlive(pid),
      whyExited: () => 'it was stopped by somebody else',
    },
    port: Number(lines[3]),
  };
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
 * Stops the server "fast": sessions are ended, everything is written, the next start needs no recovery.
 * @throws {BootError} when it does not stop; the data is safe all the same.
 */
export async function stopPostmaster(postmaster: Postmaster, binaries: Binaries, cluster: string) {
  if (postmaster.hasExited()) return;
  if (process.platform === 'win32') {
    await promisify(execFile)(program(binaries, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w']);
    return;
  }
  process.kill(postmaster.pid, 'SIGINT');
  const alive = setInterval(() => {}, 1_000);
  try {
    await Promise.race([postmaster.exited, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
    if (!postmaster.hasExited()) {
      process.kill(postmaster.pid, 'SIGQUIT');
      throw new BootError('The embedded PostgreSQL did not stop in time and was told to end at once.');
    }
  } finally {
    clearInterval(alive);
  }
}
