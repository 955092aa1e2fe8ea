import 'server-only';
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { BootError, codeOf } from './boot-error';

/**
 * Creates the data directory when it is missing.
 * @throws {BootError} when it cannot be created or written to.
 */
export function prepareDataDirectory(dataDir: string): void {
  try {
    // Others may pass through but not look: the embedded PostgreSQL may run as another account.
    makeFolder(dataDir);
    if (!statSync(dataDir).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new BootError(whyUnusable(codeOf(error), dataDir));
  }
}

/** As `mkdir -p`; Node's own `recursive` never ends below /proc. Of two starts at once one makes it. */
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
