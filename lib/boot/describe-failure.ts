import 'server-only';
import path from 'node:path';
import { BootError, codeOf } from './boot-error';

/**
 * A sentence for failures of disk and file rights, which can happen anywhere; other errors stay as they are. It names
 * the file that the error names, or else the data directory: a write to an open file names none.
 */
export function describeFailure(error: unknown, dataDir: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  const elsewhere = fileElsewhere(error, dataDir);
  if (code === 'ENOSPC' || code === '53100' || /no space left on device/i.test(message)) {
    const orMove = elsewhere ? '' : ', or move the data directory with DATA_DIR,';
    return new BootError(
      `The disk that holds ${elsewhere ?? dataDir} is full: free some space there${orMove} and start again.`,
    );
  }
  if (code === 'EDQUOT' || /quota exceeded/i.test(message)) {
    return new BootError(
      `The disk quota for ${elsewhere ?? dataDir} is used up: free some space and start again.`,
    );
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new BootError(
      elsewhere
        ? `${elsewhere} cannot be used by this account (${message}): correct its owner and its rights.`
        : `The data directory ${dataDir} cannot be used by this account (${message}): correct its owner or choose another with DATA_DIR.`,
    );
  }
  return error;
}

/** The file that the error names, when it lies outside of the data directory. */
function fileElsewhere(error: unknown, dataDir: string): string | undefined {
  if (!(error instanceof Error) || !('path' in error) || typeof error.path !== 'string') return undefined;
  return path.relative(dataDir, error.path).startsWith('..') ? error.path : undefined;
}
