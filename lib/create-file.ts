import 'server-only';
import { randomBytes } from 'node:crypto';
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf } from '@/lib/boot/boot-error';

/**
 * Makes a file that only its owner can read, all or nothing even if this process is killed. False when the file
 * exists: of two processes at once one makes it, and the other never reads half of it.
 */
export function createFile(file: string, text: string): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    linkOrWrite(draft, file, text);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function linkOrWrite(draft: string, file: string, text: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    // Some network and foreign file systems have no hard links.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error))) throw error;
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  }
}
