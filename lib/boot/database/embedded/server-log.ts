import 'server-only';
import { appendFileSync, closeSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';

const MOST_BYTES = 16 * 1024 * 1024;
const KEPT_BYTES = 1024 * 1024;

/** The log of the embedded server, which the server itself writes. */
export const logFileOf = (dataDir: string) => path.join(dataDir, 'postgres.log');

/** The last lines of the log, as far as they can be read; at most so many bytes. */
export function lastLines(logFile: string, mostBytes = 64 * 1024): string {
  try {
    const log = openSync(logFile, 'r');
    try {
      const { size } = fstatSync(log);
      const bytes = Buffer.alloc(Math.min(size, mostBytes));
      const read = readSync(log, bytes, 0, bytes.length, size - bytes.length);
      const text = bytes.subarray(0, read).toString('utf8');
      return size > mostBytes ? text.slice(text.indexOf('\n') + 1) : text;
    } finally {
      closeSync(log);
    }
  } catch {
    return '';
  }
}

/**
 * Leaves only the last lines of a log that has grown too long. The server goes on at the new end, since it appends; a
 * line that it writes in this moment may be lost.
 */
export function shortenLog(logFile: string, mostBytes = MOST_BYTES, keptBytes = KEPT_BYTES): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= mostBytes) return;
  const kept = lastLines(logFile, keptBytes);
  truncateSync(logFile);
  appendFileSync(logFile, kept);
}
