import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { say } from './support/reckoning/figures';
import { type Installation, makeInstallation, newDataDir, restore } from './support/servers/embedded';
import { Server } from './support/servers/server';

/** Starts Postern on the restored data and posts with the old token. Returns the sentence when the start is refused. */
async function outcome(dataDir: string, { url }: Installation): Promise<string> {
  let server: Server;
  try {
    server = await Server.start('', { DATA_DIR: dataDir });
  } catch (error) {
    const [, sentence = ''] = String(error).split('ended while starting:\n');
    return sentence.trim().split('\n').at(-1) ?? '';
  }
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${server.url}${url}`, {
    method: 'POST',
    headers,
    body: '{"text":"restored"}',
  });
  await server.kill();
  return `accepts with ${response.status}`;
}

test('a restore with each part missing, alone, from elsewhere or changed by copying either serves all of it or says what to do', async () => {
  const made = await makeInstallation();
  const other = await makeInstallation();
  const from = (file: string) => path.join(other.dataDir, file);
  const rows: [string, (dataDir: string) => void, RegExp][] = [
    ['nothing', () => {}, /^accepts with 204$/],
    [
      'secrets.json is missing',
      (dir) => rmSync(path.join(dir, 'secrets.json')),
      /secrets\.json is missing, but the database was filled/,
    ],
    [
      'database.json is missing',
      (dir) => rmSync(path.join(dir, 'database.json')),
      /database\.json with the database's password is missing/,
    ],
    [
      'the database is missing',
      (dir) => rmSync(path.join(dir, 'postgres'), { recursive: true }),
      /The database of .* is missing/,
    ],
    [
      'only secrets.json',
      (dir) => {
        for (const name of readdirSync(dir))
          if (name !== 'secrets.json') rmSync(path.join(dir, name), { recursive: true });
      },
      /secrets\.json says that there was one/,
    ],
    [
      'secrets of another',
      (dir) => overwrite(dir, from('secrets.json')),
      /is not the one that this database was filled with/,
    ],
    [
      'database.json of another',
      (dir) => overwrite(dir, from('database.json')),
      /is not the one that .*database\.json belongs to/,
    ],
    ['postgres.log is missing', (dir) => rmSync(path.join(dir, 'postgres.log')), /^accepts with 204$/],
    [
      'open modes',
      (dir) => {
        for (const name of ['', 'secrets.json', 'database.json', 'postgres'])
          chmodSync(path.join(dir, name), 0o755);
      },
      /^accepts with 204$/,
    ],
    [
      'a lock file of a living process',
      (dir) =>
        writeFileSync(path.join(dir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dir}\n1\n5432\n`),
      /^accepts with 204$/,
    ],
    ['empty folders are gone', (dir) => dropEmpty(path.join(dir, 'postgres')), /^accepts with 204$/],
    ...(process.getuid?.() === 0
      ? [['everything is root’s', toRoot, /^accepts with 204$/] as [string, (dir: string) => void, RegExp]]
      : []),
  ];
  for (const [what, change, expected] of rows) {
    const dataDir = await restore(made.dataDir);
    change(dataDir);
    const found = await outcome(dataDir, made);
    say(`${what}: ${found}`);
    expect(found, what).toMatch(expected);
  }
  const empty = newDataDir('empty');
  expect(await outcome(empty, made), 'a new data directory begins empty').toBe('accepts with 401');
}, 600_000);

function overwrite(dataDir: string, file: string): void {
  rmSync(path.join(dataDir, path.basename(file)));
  writeFileSync(path.join(dataDir, path.basename(file)), readFileSync(file), { mode: 0o600 });
}

function dropEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const below = path.join(folder, entry.name);
    dropEmpty(below);
    if (readdirSync(below).length === 0) rmSync(below, { recursive: true });
  }
}

function toRoot(file: string): void {
  if (!existsSync(file)) return;
  chownSync(file, 0, 0);
  for (const entry of readdirSync(file, { withFileTypes: true })) {
    const below = path.join(file, entry.name);
    if (entry.isDirectory()) toRoot(below);
    else chownSync(below, 0, 0);
  }
}
