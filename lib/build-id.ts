import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { singleton } from '@/lib/singleton';

/**
 * The build of the pages that this process serves. Read once: an update replaces the file before it replaces the
 * process.
 */
export function buildId(): string {
  return singleton('buildId', () => {
    try {
      return readFileSync(path.join(process.cwd(), '.next', 'BUILD_ID'), 'utf8').trim();
    } catch {
      // `npm run dev` has no such file.
      return 'development';
    }
  });
}
