import 'server-only';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { BootError, codeOf } from '../boot-error';

/** Files that only this account may read. */
const SECRET_FILES = ['secrets.json', 'database.json', 'postgres.log', 'setup-code', 'demo-password'];

/**
 * Creates the data directory when it is missing, and closes to others what a copy or a restore has opened.
 * @throws {BootError} when it cannot be created or written to.
 */
export function prepareDataDirectory(dataDir: string, onStep: (text: string) => void): void {
  try {
    // Others may enter but not list the directory: the embedded PostgreSQL may run as another account.
    makeFolder(dataDir);
    if (!statSync(dataDir).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new BootError(whyUnusable(codeOf(error), dataDir));
  }
  if (process.platform === 'win32') return;
  close(dataDir, 0o022, onStep);
  for (const name of SECRET_FILES) close(path.join(dataDir, name), 0o077, onStep);
}

/** Takes these rights away, or reports that it cannot. */
function close(file: string, rights: number, onStep: (text: string) => void): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat || (stat.mode & rights) === 0) return;
  const modes = [stat.mode, stat.mode & ~rights].map((mode) => (mode & 0o7777).toString(8));
  try {
    // A sticky folder, such as /tmp, is meant for everybody.
    if (stat.mode & 0o1000) throw new Error('not ours to close');
    chmodSync(file, stat.mode & ~rights & 0o7777);
    onStep(`Others had rights to ${file}: its mode was ${modes[0]} and is ${modes[1]} now`);
  } catch {
    onStep(
      `Others have rights to ${file}, and this account cannot change that: give it the mode ${modes[1]}`,
    );
  }
}

/** Like `mkdir -p`: Node's own `recursive` never ends below /proc. Two starts at once may both get here. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o711 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function whyUnusable(code: string, dataDir: string): string {
  switch (code) {
    case 'ENOTDIR':
    case 'EEXIST':
      return `The data directory ${dataDir} is a file or lies below one: choose another with DATA_DIR.`;
    case 'EROFS':
      return `The data directory ${dataDir} is on a read-only file system: choose another with DATA_DIR.`;
    case 'ENOSPC':
      return `The disk that is to hold ${dataDir} is full: free some space or choose another place with DATA_DIR.`;
    default:
      return `The data directory ${dataDir} cannot be written by this account: correct its owner or choose another with DATA_DIR.`;
  }
}
