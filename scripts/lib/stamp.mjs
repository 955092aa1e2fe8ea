import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** A hash of names and contents of files and folders of the checkout; tests and generated code do not count. */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const name of paths) add(hash, name);
  return hash.digest('hex');
}

function add(hash, name) {
  const file = path.join(root, name);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) {
    for (const child of readdirSync(file).sort()) {
      if (child === 'generated' || /\.test\.tsx?$/.test(child)) continue;
      add(hash, path.posix.join(name, child));
    }
    return;
  }
  hash.update(`${name}\0${stat.size}\0`).update(readFileSync(file));
}

/** Whether the stamp file says that the work was done for this very input. */
export function isStamped(file, value) {
  const place = path.join(root, file);
  return existsSync(place) && readFileSync(place, 'utf8') === value;
}

/** Notes that the work was done for this input. */
export function stamp(file, value) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), value);
}
