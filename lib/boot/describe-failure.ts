import 'server-only';
import { BootError, codeOf } from './boot-error';

/** A sentence for failures of disk and file rights, which can happen anywhere; other errors stay as they are. */
export function describeFailure(error: unknown, dataDir: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === '53100' || /no space left on device/i.test(message)) {
    return new BootError(
      `The disk that holds ${dataDir} is full: free some space there, or move the data directory with DATA_DIR, and start again.`,
    );
  }
  if (code === 'EDQUOT' || /quota exceeded/i.test(message)) {
    return new BootError(`The disk quota for ${dataDir} is used up: free some space and start again.`);
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new BootError(
      `The data directory ${dataDir} cannot be used by this account (${message}): correct its owner or choose another with DATA_DIR.`,
    );
  }
  return error;
}
