import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Restored, UNFLUSHED } from '@/test/support/database/restored';
import { startEmbedded } from './start-embedded';

const isRoot = process.getuid?.() === 0;
const at = new Restored();
beforeAll(() => at.makeBackup());
afterEach(() => at.forget());
afterAll(() => at.end());

test('a data directory of an older Postern, whose database.json names no cluster, starts and names it then', async () => {
  at.restore();
  const file = path.join(at.dataDir, 'database.json');
  const { cluster: id, ...older } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify(older));
  expect(await at.isKept()).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8')).cluster).toBe(id);
});

test('empty folders that a copy left out are made again', async () => {
  at.restore();
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
    for (const folder of empties(at.cluster)) {
      rmdirSync(folder);
      removed.push(folder);
    }
  }
  expect(removed.length).toBeGreaterThan(8);
  expect(await at.isKept()).toBe(true);
});

test.each([0o755, 0o777, 0o500])('a cluster with the mode %o gets its own again', async (mode) => {
  at.restore();
  chmodSync(at.cluster, mode);
  if (mode === 0o777)
    for (const name of ['PG_VERSION', 'postgresql.conf']) chmodSync(path.join(at.cluster, name), 0o444);
  expect(await at.isKept()).toBe(true);
  expect(statSync(at.cluster).mode & 0o777).toBe(0o700);
});

test.runIf(isRoot)(
  'a cluster that belongs to root after a restore is given to the account of the database',
  async () => {
    at.restore();
    const toRoot = (file: string) => {
      chownSync(file, 0, 0);
      if (statSync(file).isDirectory()) for (const name of readdirSync(file)) toRoot(path.join(file, name));
    };
    toRoot(at.cluster);
    expect(await at.isKept()).toBe(true);
  },
);

test('a cluster, or a whole data directory, behind a symbolic link is used where it is', async () => {
  at.restore();
  const elsewhere = at.aFolder('disk');
  renameSync(at.cluster, path.join(elsewhere, 'pg'));
  symlinkSync(path.join(elsewhere, 'pg'), at.cluster);
  expect(await at.isKept()).toBe(true);
  const link = path.join(at.parent, 'link');
  symlinkSync(at.dataDir, link);
  const database = await at.start(link);
  expect(database.description).toContain(path.join(elsewhere, 'pg'));
});

test('a lock file that names somebody else’s living process, a thread of it, or nobody, is put aside', async () => {
  at.restore();
  const lock = path.join(at.cluster, 'postmaster.pid');
  const thread = Number(readdirSync('/proc/self/task').at(-1));
  for (const pid of [process.pid, process.ppid, thread, 1]) {
    writeFileSync(
      lock,
      `${pid}\n${at.cluster}\n1700000000\n5432\n\n127.0.0.1\n       0         0\nready   \n`,
    );
    expect(await at.isKept()).toBe(true);
  }
  for (const text of ['', 'nonsense\n']) {
    writeFileSync(lock, text);
    expect(await at.isKept()).toBe(true);
  }
});

test('an empty folder in the place of the cluster of a new data directory is filled', async () => {
  at.dataDir = at.aFolder('new');
  mkdirSync(at.cluster);
  expect(await at.isKept()).toBe(false);
});

test('two first starts at once on one data directory: one goes on, the other is told who has it', async () => {
  at.dataDir = at.aFolder('new');
  const starts = await Promise.allSettled(
    [1, 2].map(() =>
      startEmbedded({
        dataDir: at.dataDir,
        root: process.cwd(),
        onStep: () => {},
        settings: UNFLUSHED,
      }),
    ),
  );
  const [won] = starts.filter((one) => one.status === 'fulfilled');
  const [lost] = starts.filter((one) => one.status === 'rejected');
  await won?.value.close();
  expect(String(lost?.reason)).toMatch(
    /Another Postern \(process \d+\) uses the data directory|stop it \(or the Postern/,
  );
  expect(await at.isKept()).toBe(false);
});
