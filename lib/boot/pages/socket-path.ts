import 'server-only';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/**
 * A place for a socket that only this account can reach: who could, could name any client address.
 * Not in DATA_DIR, whose path may be longer than the hundred bytes that a socket's may have.
 */
export function makeSocketPath(): { socketPath: string; remove(): void } {
  const name = `postern-${randomBytes(12).toString('hex')}`;
  if (process.platform === 'win32') return { socketPath: `\\\\.\\pipe\\${name}`, remove() {} };
  const directory = mkdtempSync(path.join(os.tmpdir(), 'postern-'));
  return {
    socketPath: path.join(directory, 'pages'),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
