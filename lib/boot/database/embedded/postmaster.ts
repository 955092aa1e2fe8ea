import 'server-only';
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { connectionsPerThread, THREADS_PER_PROCESS } from '@/lib/db/pool';
import { env } from '@/lib/env';
import { ACCEPT_CONNECTIONS } from '@/lib/webhooks/accept/pool';
import { BootError } from '../../boot-error';
import type { Account } from './account';
import { type Binaries, program, type ServerSettings } from './binaries';
import { notRunning } from './create-cluster';
import { lastLines } from './server-log';

const STOP_TIMEOUT_MS = 12_000;

/** A server process; `exited` resolves when it has ended. */
export type Postmaster = { pid: number; exited: Promise<void>; hasExited(): boolean; whyExited(): string };

/**
 * Starts the server in a process group of its own: Ctrl-C must reach Postern first, which stops the server when
 * nothing needs it any more.
 */
export function startPostmaster(
  binaries: Binaries,
  cluster: string,
  {
    port,
    logFile,
    account,
    more = {},
    isAgain = false,
  }: {
    port: number;
    logFile: string;
    account: Account | undefined;
    /** Settings besides Postern's own. */
    more?: ServerSettings;
    /** Keeps the log of the last run. */
    isAgain?: boolean;
  },
): Promise<Postmaster> {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(maxConnections(env().WEB_CONCURRENCY)),
    log_destination: 'stderr',
    // Errors are part of the work, a held row's for one, and statements take kilobytes.
    log_min_error_statement: 'panic',
    ...more,
  };
  const args = ['-D', cluster];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  // Appended to, so that shortenLog can cut it.
  const log = openSync(logFile, 'a', 0o600);
  if (!isAgain) ftruncateSync(log);
  const file = program(binaries, 'postgres');
  const child = spawn(file, args, { ...account, cwd: '/', detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(notRunning(file, error)));
    child.once('spawn', () => resolve(watch(child, logFile)));
  });
}

/** Enough connections for Postern's processes, for a replaced one that has not ended yet, and for a few by hand. */
function maxConnections(processes: number): number {
  const perProcess = THREADS_PER_PROCESS * (connectionsPerThread(processes) + ACCEPT_CONNECTIONS + 2);
  return Math.max(100, (processes + 1) * perProcess + 10);
}

function watch(child: ChildProcess, logFile: string): Postmaster {
  let gone = false;
  let killedBy: string | null = null;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (_code, signal) => {
      gone = true;
      killedBy = signal;
      resolve();
    });
  });
  const whyExited = () => (killedBy ? `it was ended by ${killedBy}` : fatalLine(logFile));
  // The child must not keep a Postern alive that has nothing else to do.
  child.unref();
  return { pid: child.pid ?? 0, exited, hasExited: () => gone, whyExited };
}

/** Messages for clients that connected meanwhile; they are no reason of the server's end. */
const NO_REASON = /the database system is|terminating connection/;

function fatalLine(logFile: string): string {
  const lines = lastLines(logFile).split('\n');
  const isReason = (line: string) => /FATAL|PANIC|error while loading/.test(line) && !NO_REASON.test(line);
  const fatal = lines.findLast(isReason) ?? lines.at(-2) ?? '';
  return fatal.replace(/^.*?(FATAL|PANIC):\s*/, '');
}

/**
 * Stops the server "fast": sessions end, everything is written, and the next start needs no recovery.
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

/**
 * Tells the server to stop when this process ends without having stopped it: at a second Ctrl-C, or when a stop takes
 * too long. The server then ends by itself; a killed process leaves it running for the next start.
 * @returns the function that takes this back.
 */
export function endWithProcess(postmaster: Postmaster, binaries: Binaries, cluster: string): () => void {
  const end = () => {
    if (postmaster.hasExited()) return;
    try {
      if (process.platform !== 'win32') process.kill(postmaster.pid, 'SIGINT');
      else execFileSync(program(binaries, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-W']);
    } catch {
      // It has ended meanwhile.
    }
  };
  const takeBack = () => void process.off('exit', end);
  process.once('exit', end);
  void postmaster.exited.then(takeBack);
  return takeBack;
}
