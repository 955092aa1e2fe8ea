import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root } from '../root.mjs';
import { hashOf } from '../stamp.mjs';

/** No test outlives the machine, so none waits for its disk. Files of tests share the connections. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '300' };

/** A data directory with an empty, migrated database, for each state of these sources. */
const TEMPLATES = path.join(root, 'node_modules', '.postern-test-database');
const SOURCES = ['prisma', 'lib/boot/database', 'lib/storage', 'package-lock.json'];

/**
 * A migrated, embedded database and a data directory that last for one run of tests: a copy of the last run's, unless
 * a source of it changed since.
 * @param tools `startEmbedded` and `migrate`, from their sources or bundled
 */
export async function openTestDatabase({ startEmbedded, migrate }) {
  const dataDir = temporaryDataDir();
  const start = () => startEmbedded({ dataDir, root, onStep: () => {}, settings: SETTINGS });
  const template = path.join(TEMPLATES, hashOf(SOURCES));
  if (existsSync(template)) copy(template, dataDir);
  else {
    const first = await start();
    await migrate(first.url, root);
    await first.close();
    keep(dataDir, template);
  }
  const database = await start();
  // Makes what depends on the day.
  await migrate(database.url, root);
  return lasting(database, dataDir);
}

/** An empty one that commits as an installation's does, for measurements. */
export async function openDurableDatabase({ startEmbedded }) {
  const dataDir = temporaryDataDir();
  return lasting(await startEmbedded({ dataDir, root, onStep: () => {} }), dataDir);
}

function temporaryDataDir() {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'postern-test-'));
  // When root runs the tests, the database runs as another account and must be able to enter the folder.
  chmodSync(dataDir, 0o711);
  return dataDir;
}

function lasting(database, dataDir) {
  return {
    url: database.url,
    dataDir,
    async close() {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function keep(dataDir, template) {
  // A database that its account could not reach there lies elsewhere.
  if (!existsSync(path.join(dataDir, 'postgres'))) return;
  rmSync(TEMPLATES, { recursive: true, force: true });
  const draft = `${template}.${process.pid}`;
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  copy(dataDir, draft);
  try {
    renameSync(draft, template);
  } catch {
    // Another run was quicker.
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Copies the content of a folder with its owners and modes. */
function copy(from, to) {
  if (process.platform === 'win32') cpSync(from, to, { recursive: true });
  else execFileSync('cp', ['-a', ...readdirSync(from).map((name) => path.join(from, name)), to]);
}
