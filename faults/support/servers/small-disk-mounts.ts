import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const PREFIX = 'small-';

/** Mounts an empty file system of its own in memory, in a new folder below `parent`; null when this account may not. */
export function mountSmallDisk(parent: string, sizeMb: number): string | null {
  if (process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(path.join(parent, PREFIX));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=0711`, 'none', folder], {
      stdio: 'pipe',
    });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
}

/** Takes all of them below `parent` away again. */
export function unmountSmallDisks(parent: string): void {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    spawnSync('umount', ['--lazy', path.join(parent, name)]);
    rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}
