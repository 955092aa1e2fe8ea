import 'server-only';
import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BootError } from '../../boot-error';

/** The account that the database server runs as; undefined for the one that runs Postern. */
export type Account = { uid: number; gid: number };

const NAME = 'postgres';

/**
 * The account for the database server. PostgreSQL refuses to run as root, so root's Postern runs it as the owner of
 * an existing cluster, else as the user `postgres`, which is created (without password or shell) when it is missing.
 * @throws {BootError} when it cannot be created.
 */
export function databaseAccount(cluster: string, onStep: (text: string) => void): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return find(NAME) ?? create(onStep);
}

function find(name: string): Account | undefined {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((candidate) => candidate.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
    return { uid: idOf(['-u', name]), gid: idOf(['-g', name]) };
  } catch {
    return undefined;
  }
}

function idOf(args: string[]): number {
  return Number(execFileSync('id', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim());
}

function create(onStep: (text: string) => void): Account {
  onStep(`Creating the system user ${NAME} for the embedded database`);
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]],
    // The command of Alpine and BusyBox.
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', NAME]],
  ];
  for (const [command, args] of ways) {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
      const made = find(NAME);
      if (made) return made;
    } catch {
      // Tries the next command.
    }
  }
  throw new BootError(
    `PostgreSQL does not run as root and the user ${NAME} could not be created: create it (useradd --system ${NAME}), run Postern as an ordinary user, or set DATABASE_URL.`,
  );
}

/**
 * initdb looks up the name of its account, and fails when there is none.
 * @throws {BootError} for an account with only a number, as containers have them.
 */
export function requireNamedAccount(): void {
  try {
    os.userInfo();
  } catch {
    const uid = process.getuid?.();
    throw new BootError(
      `PostgreSQL cannot make a database for uid ${uid}, which has no name on this machine: add an entry for it to /etc/passwd (postern:x:${uid}:${process.getgid?.()}::/:/bin/sh), run Postern as another account, or set DATABASE_URL.`,
    );
  }
}

/** Whether the account can pass through every folder above and enter this one. */
export function canEnter(folder: string, account: Account | undefined): boolean {
  if (!account) return true;
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    const stat = lstatSync(place, { throwIfNoEntry: false });
    if (stat && !stat.isSymbolicLink()) {
      const bit = stat.uid === account.uid ? 0o100 : stat.gid === account.gid ? 0o010 : 0o001;
      if ((stat.mode & bit) === 0) return false;
    }
    if (place === path.dirname(place)) return true;
  }
}
