import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import os from 'node:os';
import type { Database } from '../database';
import { generator } from '../load/load';

/** What the figures depend on. */
export type Machine = {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  postgres: string;
  /** The settings of PostgreSQL during the run. */
  settings: Record<string, string>;
  fileSystem: string;
  generator: string;
  /** Processes that ran or waited to run, on average, in the minute before. */
  loadBefore: number;
  commit: string;
};

const SETTINGS = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size'];

export async function describeMachine(database: Database): Promise<Machine> {
  const rows = await database.query<{ name: string; value: string }>(
    'SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY($1)',
    [[...SETTINGS, 'server_version', 'data_directory']],
  );
  const setting = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    postgres: setting.server_version ?? 'unknown',
    settings: Object.fromEntries(SETTINGS.map((name) => [name, setting[name] ?? 'unknown'])),
    fileSystem: fileSystemOf(setting.data_directory ?? '/'),
    generator,
    loadBefore: os.loadavg()[0] ?? 0,
    commit: commit(),
  };
}

/** Names by the kernel's numbers. On a file system in memory every commit is free. */
const FILE_SYSTEMS: Record<number, string> = {
  61267: 'ext4',
  1481003842: 'xfs',
  2435016766: 'btrfs',
  2035054128: 'overlay',
  16914836: 'tmpfs (in memory: commits cost nothing here)',
};

function fileSystemOf(folder: string): string {
  try {
    const { type } = statfsSync(folder);
    return FILE_SYSTEMS[type] ?? `type ${type}`;
  } catch {
    return 'unknown';
  }
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no', '--', ':!docs')
      ? ', with changes'
      : '';
    return git('rev-parse', '--short', 'HEAD') + changed;
  } catch {
    return 'unknown';
  }
}
