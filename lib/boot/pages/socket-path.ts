import 'server-only';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { BootError } from '../boot-error';

/**
 * A path for a socket that only this account can reach, since its clients may claim any client address. DATA_DIR is
 * no place for it: its path may be longer than the hundred bytes of a socket's.
 */
export function makeSocketPath(): { socketPath: string; remove(): void } {
  const name = `postern-${randomBytes(12).toString('hex')}`;
  if (process.platform === 'win32') return { socketPath: `\\\\.\\pipe\\${name}`, remove() {} };
  const directory = temporaryFolder();
  return {
    socketPath: path.join(directory, 'pages'),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(path.join(os.tmpdir(), 'postern-'));
  } catch (error) {
    throw new BootError(
      `No folder can be made in ${os.tmpdir()} (${error instanceof Error ? error.message : String(error)}): make it writable for this account and free some space there, or choose another with TMPDIR.`,
    );
  }
}
