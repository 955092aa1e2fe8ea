import 'server-only';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from '@/lib/env';

/** Named by the port: several Posterns on one machine may share a data directory. */
const file = () => path.join(env().dataDir, `postern-${env().PORT}.pid`);

/** Notes which process takes the signals; npm and a shell may stand between it and whoever started it. */
export function writePidFile(): void {
  writeFileSync(file(), `${process.pid}\n`);
}

/** Removes it, unless another process has written its own there. */
export function removePidFile(): void {
  try {
    if (readFileSync(file(), 'utf8').trim() === String(process.pid)) rmSync(file());
  } catch {
    // There is none.
  }
}
