import 'server-only';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from '@/lib/boot/boot-error';
import { env } from '@/lib/env';

/**
 * The password of the demonstration's people: the first start makes it and stores it (mode 0600) so that later ones
 * can print it. Not a constant, because a demonstration may be shown to a whole network.
 */
export function demoPassword(): string {
  const file = path.join(env().dataDir, 'demo-password');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  const fresh = `look-around-${randomBytes(6).toString('hex')}`;
  writeFileSync(file, `${fresh}\n`, { mode: 0o600, flag: 'wx' });
  return fresh;
}
