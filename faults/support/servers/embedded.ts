import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { freePort } from '@/test/support/programs/free-port';
import { afterThisTest } from '../clean-up';
import { until } from '../until';
import { noteProcess, signal, untilGone } from './processes';

const START_TIMEOUT_MS = 120_000;

/** A data directory with an embedded database in which somebody has a token. */
export type Installation = { dataDir: string; url: string };

/** Makes one by `npm run demo`, and stops it again. */
export async function makeInstallation(): Promise<Installation> {
  const dataDir = newDataDir('demo');
  const child = spawn(process.execPath, ['scripts/demo.mjs', '--json'], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  noteProcess(inject('runFolder'), child.pid ?? 0);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  await until('the demonstration serves', () => output.includes('\n') || child.exitCode !== null, {
    timeoutMs: START_TIMEOUT_MS,
  });
  signal(child.pid ?? 0, 'SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  const { users } = JSON.parse(output) as { users: { tokens: { token: string; enabled: boolean }[] }[] };
  const token = users.flatMap(({ tokens }) => tokens).find(({ enabled }) => enabled)?.token;
  return { dataDir, url: `/api/v2/channelsbyname/general/message?zapikey=${token}` };
}

/** An empty data directory that is removed with the run. */
export function newDataDir(name: string): string {
  const folder = mkdtempSync(path.join(inject('runFolder'), `${name}-`));
  // When root runs the tests, the database runs as another account and must be able to enter the folder.
  chmodSync(folder, 0o711);
  afterThisTest(async () => {
    await endPostmaster(folder);
  });
  return folder;
}

export function postmasterOf(dataDir: string): number {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
}

/** Ends the database of a killed server, which goes on without it. */
async function endPostmaster(dataDir: string): Promise<void> {
  const pid = postmasterOf(dataDir);
  if (pid > 1 && signal(pid, 'SIGINT')) await untilGone([pid]);
}

/** A copy, as `cp -a` makes it. */
export async function restore(from: string): Promise<string> {
  const dataDir = newDataDir('restored');
  rmSync(dataDir, { recursive: true });
  const copy = spawn('cp', ['-a', from, dataDir], { stdio: 'inherit' });
  await once(copy, 'exit');
  return dataDir;
}
