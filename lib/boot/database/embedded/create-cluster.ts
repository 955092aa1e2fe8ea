import 'server-only';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BootError, codeOf } from '../../boot-error';
import type { Account } from './account';
import { type Binaries, program, type ServerSettings } from './binaries';
import { USER } from './credentials';
import { give } from './place';

/**
 * Makes an empty cluster at `folder`, all or nothing: a start that is killed halfway leaves no part of one.
 * @throws {BootError} when the programs do not run on this machine.
 */
export async function createCluster(
  binaries: Binaries,
  folder: string,
  password: string,
  account: Account | undefined,
  settings: ServerSettings = {},
): Promise<void> {
  const partial = `${folder}.${randomBytes(6).toString('hex')}`;
  const passwordFile = `${partial}.password`;
  mkdirSync(partial, { mode: 0o700 });
  give(partial, account);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  give(passwordFile, account);
  try {
    const { code, output } = await runProgram(program(binaries, 'initdb'), account, [
      `--pgdata=${partial}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Sort order and case rules are the same on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(settings.fsync === 'off' ? ['--no-sync'] : []),
    ]);
    if (code !== 0) throw Object.assign(new Error(lastLine(output)), { output });
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Another start was quicker; the lock of the running server decides which of the two may use the cluster.
    if (existsSync(folder) && ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error))) return;
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function runProgram(
  file: string,
  account: Account | undefined,
  args: string[],
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...account,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) => reject(notRunning(file, error)));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The error for a program that the system cannot even start. */
export function notRunning(file: string, error: Error): BootError {
  const why =
    codeOf(error) === 'EACCES'
      ? 'it may not be executed (is its file system mounted noexec?)'
      : codeOf(error) === 'ENOENT'
        ? 'it is missing, or made for another system'
        : error.message;
  return new BootError(
    `The embedded PostgreSQL does not run on this machine (${file}: ${why}): set DATABASE_URL to a PostgreSQL of your own, or run \`npm ci\` again.`,
  );
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => /error|fatal|could not/i.test(line));
  return lines.at(-1) ?? output.trim();
}

/**
 * Checks that this version of PostgreSQL made the cluster.
 * @throws {BootError} for another major version.
 */
export function checkVersion(binaries: Binaries, folder: string, dataDir: string): void {
  const made = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim();
  const brought = binaries.version.split('.')[0];
  if (made !== brought) {
    throw new BootError(
      `The database in ${dataDir} was made by PostgreSQL ${made}, but this Postern brings PostgreSQL ${brought}: start the Postern that made it and move the data over, as docs/backup.md says, or choose another directory with DATA_DIR.`,
    );
  }
}
