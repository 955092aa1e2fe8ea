import 'server-only';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from '@/lib/env';

/** The name has the port: several Posterns on one machine may share a data directory. */
const file = () => path.join(env().dataDir, `postern-${env().PORT}.pid`);

/** Notes the process that takes signals; npm and a shell may stand between it and the person who started it. */
export function writePidFile(): void {
  writeFileSync(file(), `${process.pid}\n`);
}

/** Removes the file, unless another process has written its own. */
export function removePidFile(): void {
  try {
    if (readFileSync(file(), 'utf8').trim() === String(process.pid)) rmSync(file());
  } catch {
    // The file does not exist.
  }
}
