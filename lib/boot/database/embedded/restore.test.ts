import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Database } from '../database';
import { startEmbedded } from './start-embedded';

const isRoot = process.getuid?.() === 0;
let parent = '';
let backup = '';
let dataDir = '';
let opened: Database | undefined;
const cluster = () => path.join(dataDir, 'postgres');

async function start(folder = dataDir) {
  opened = await startEmbedded({ dataDir: folder, root: process.cwd(), onStep: () => {} });
  return opened;
}
const stop = async () => {
  await opened?.close();
  opened = undefined;
};

async function isKept(): Promise<boolean> {
  const client = new pg.Client({ connectionString: (await start()).url });
  await client.connect();
  const { rows } = await client.query("select to_regclass('kept') is not null as kept");
  await client.end();
  await stop();
  return rows[0].kept;
}

function aFolder(name: string): string {
  const folder = mkdtempSync(path.join(parent, `${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}

/** Copies like `cp -a`. */
function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const owners = (one: string, other: string) => {
    const { uid, gid, mode } = statSync(one);
    if (isRoot) lchownSync(other, uid, gid);
    chmodSync(other, mode & 0o777);
    if (!statSync(one).isDirectory()) return;
    for (const name of readdirSync(one)) owners(path.join(one, name), path.join(other, name));
  };
  owners(from, to);
}

beforeAll(async () => {
  parent = mkdtempSync(path.join(os.tmpdir(), 'postern-restore-'));
  chmodSync(parent, 0o711);
  backup = aFolder('backup');
  const client = new pg.Client({ connectionString: (await start(backup)).url });
  await client.connect();
  await client.query('create table kept (id int)');
  await client.end();
  await stop();
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** Restores the whole backup, for the test to damage. */
function restore() {
  dataDir = aFolder('restored');
  copy(backup, dataDir);
}

test.each([
  ['database.json', ['postgres', 'postgres.log']],
  ['postgres.log', ['postgres', 'database.json']],
])(
  'a data directory whose database is missing is refused, by %s alone, and nothing is begun',
  async (_, gone) => {
    restore();
    for (const name of gone) rmSync(path.join(dataDir, name), { recursive: true });
    await expect(start()).rejects.toThrow(/^The database of .* is missing: .* says that there was one/);
    expect(existsSync(cluster())).toBe(false);
  },
);

test('secrets.json alone, made with an embedded database, does not begin an empty one', async () => {
  dataDir = aFolder('restored');
  writeFileSync(path.join(dataDir, 'secrets.json'), '{"database":"embedded"}');
  await expect(start()).rejects.toThrow(/is missing: secrets\.json says that there was one/);
});

test('a pointer to a folder that was not restored is refused, with that folder', async () => {
  dataDir = aFolder('restored');
  writeFileSync(path.join(dataDir, 'postgres-is-at'), '/var/lib/postern/gone/postgres\n');
  await expect(start()).rejects.toThrow(
    /postgres-is-at says that there was one, in \/var\/lib\/postern\/gone\/postgres\. Restore that folder/,
  );
});

test.each(['PG_VERSION', 'global/pg_control', 'base', 'pg_xact', 'pg_wal', 'postgresql.conf', 'pg_hba.conf'])(
  'a cluster without %s is said to be incomplete',
  async (name) => {
    restore();
    rmSync(path.join(cluster(), name), { recursive: true });
    await expect(start()).rejects.toThrow(
      new RegExp(`is incomplete \\(${name} is missing\\): restore that folder as a whole`),
    );
  },
);

test('a log of transactions without its files is to be restored', async () => {
  restore();
  for (const entry of readdirSync(path.join(cluster(), 'pg_wal'), { withFileTypes: true })) {
    if (entry.isFile()) rmSync(path.join(cluster(), 'pg_wal', entry.name));
  }
  await expect(start()).rejects.toThrow(/does not start \(.*\): restore .* as a whole from one backup/);
});

test('the cluster of another installation, or of another time with another identity, is refused', async () => {
  const other = aFolder('other');
  await start(other);
  await stop();
  restore();
  rmSync(cluster(), { recursive: true });
  copy(path.join(other, 'postgres'), cluster());
  await expect(start()).rejects.toThrow(/is not the one that .*database\.json belongs to: restore both/);
});

test('a data directory of an older Postern, whose database.json names no cluster, starts and names it then', async () => {
  restore();
  const file = path.join(dataDir, 'database.json');
  const { cluster: id, ...older } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify(older));
  expect(await isKept()).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8')).cluster).toBe(id);
});

test('empty folders that a copy left out are made again', async () => {
  restore();
  const empties = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => {
        const below = path.join(folder, entry.name);
        const found = empties(below);
        return readdirSync(below).length === 0 || found.some((one) => one === '') ? [below] : found;
      });
  const removed: string[] = [];
  for (let round = 0; round < 3; round++) {
    for (const folder of empties(cluster())) {
      rmdirSync(folder);
      removed.push(folder);
    }
  }
  expect(removed.length).toBeGreaterThan(8);
  expect(await isKept()).toBe(true);
});

test.each([0o755, 0o777, 0o500])('a cluster with the mode %o gets its own again', async (mode) => {
  restore();
  chmodSync(cluster(), mode);
  if (mode === 0o777)
    for (const name of ['PG_VERSION', 'postgresql.conf']) chmodSync(path.join(cluster(), name), 0o444);
  expect(await isKept()).toBe(true);
  expect(statSync(cluster()).mode & 0o777).toBe(0o700);
});

test.runIf(isRoot)(
  'a cluster that belongs to root after a restore is given to the account of the database',
  async () => {
    restore();
    const toRoot = (file: string) => {
      chownSync(file, 0, 0);
      if (statSync(file).isDirectory()) for (const name of readdirSync(file)) toRoot(path.join(file, name));
    };
    toRoot(cluster());
    expect(await isKept()).toBe(true);
  },
);

test('a cluster, or a whole data directory, behind a symbolic link is used where it is', async () => {
  restore();
  const elsewhere = aFolder('disk');
  renameSync(cluster(), path.join(elsewhere, 'pg'));
  symlinkSync(path.join(elsewhere, 'pg'), cluster());
  expect(await isKept()).toBe(true);
  const link = path.join(parent, 'link');
  symlinkSync(dataDir, link);
  const database = await start(link);
  expect(database.description).toContain(path.join(elsewhere, 'pg'));
});

test('a lock file that names somebody else’s living process, a thread of it, or nobody, is put aside', async () => {
  restore();
  const lock = path.join(cluster(), 'postmaster.pid');
  const thread = Number(readdirSync('/proc/self/task').at(-1));
  for (const pid of [process.pid, process.ppid, thread, 1]) {
    writeFileSync(
      lock,
      `${pid}\n${cluster()}\n1700000000\n5432\n\n127.0.0.1\n       0         0\nready   \n`,
    );
    expect(await isKept()).toBe(true);
  }
  for (const text of ['', 'nonsense\n']) {
    writeFileSync(lock, text);
    expect(await isKept()).toBe(true);
  }
});

test('an empty folder in the place of the cluster of a new data directory is filled', async () => {
  dataDir = aFolder('new');
  mkdirSync(cluster());
  expect(await isKept()).toBe(false);
});

test('two first starts at once on one data directory: one goes on, the other is told who has it', async () => {
  dataDir = aFolder('new');
  const starts = await Promise.allSettled(
    [1, 2].map(() => startEmbedded({ dataDir, root: process.cwd(), onStep: () => {} })),
  );
  const [won] = starts.filter((one) => one.status === 'fulfilled');
  const [lost] = starts.filter((one) => one.status === 'rejected');
  await won?.value.close();
  expect(String(lost?.reason)).toMatch(
    /Another Postern \(process \d+\) uses the data directory|stop it \(or the Postern/,
  );
  expect(await isKept()).toBe(false);
});
