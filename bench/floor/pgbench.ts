import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../database';
import type { Sample, Subject } from '../figures/rounds';
import { percentile } from '../figures/statistics';
import { capture, has } from '../machine/processes';
import { watchCpu } from '../subjects';

export const HOW_TO_INSTALL =
  'pgbench is not installed: it comes with PostgreSQL (Debian: apt-get install postgresql-contrib).';

export const hasPgbench = () => has('pgbench');

/** Makes a row as long as the message and the history row of a small call together: 514 bytes. */
const PAYLOAD_CHARACTERS = 450;
const SINGLE_ROW = {
  file: 'bench/floor/insert.sql',
  more: ['-M', 'prepared', '-D', `payload=${'x'.repeat(PAYLOAD_CHARACTERS)}`],
};
const THREADS = 2;

/** The floor for any program that commits each row: one prepared insert a commit, from so many clients. */
export function singleRowInserts(database: Database, clients: number, folder: string): Subject {
  return {
    id: `floor-${clients}`,
    label: `pgbench, ${clients} client${clients === 1 ? '' : 's'}`,
    prepare: () => newTable(database),
    run: async (seconds) => (await runPgbench(database, folder, { ...SINGLE_ROW, clients, seconds })).sample,
  };
}

type Script = {
  file: string;
  clients: number;
  seconds: number;
  more?: string[];
  environment?: Record<string, string>;
};

/** Runs a script from so many clients, as fast as it goes; `turns` is how often all together. */
export async function runPgbench(
  database: Database,
  folder: string,
  script: Script,
): Promise<{ sample: Sample; turns: number }> {
  const spent = await watchCpu(database, process.pid);
  // Writing the log costs pgbench time. With many clients a sample is enough.
  const sampling = script.clients > 1 ? ['--sampling-rate', '0.05'] : [];
  const more = [...(script.more ?? []), ...sampling];
  const { output, latenciesMs } = await pgbench(database, folder, { ...script, more });
  const turns = numberIn(output, PROCESSED);
  const sample = {
    perSecond: numberIn(output, /^tps = ([\d.]+)/m),
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    refused: numberIn(output, FAILED) || 0,
    broken: 0,
    cpu: spent(turns),
  };
  return { sample, turns };
}

/** The same at a rate of pgbench's choosing moments (a Poisson process); latencies count from when a row was due. */
export async function pacedInserts(
  database: Database,
  folder: string,
  { clients, seconds, perSecond }: { clients: number; seconds: number; perSecond: number },
): Promise<{ inserted: number; failed: number; latenciesMs: number[] }> {
  await newTable(database);
  const more = [...SINGLE_ROW.more, '-R', String(perSecond)];
  const script = { ...SINGLE_ROW, clients, seconds, more };
  const { output, latenciesMs } = await pgbench(database, folder, script);
  return { inserted: numberIn(output, PROCESSED), failed: numberIn(output, FAILED) || 0, latenciesMs };
}

const FAILED = /^number of failed transactions: (\d+)/m;
const PROCESSED = /^number of transactions actually processed: (\d+)/m;
const numberIn = (output: string, pattern: RegExp) => Number(pattern.exec(output)?.[1]);

async function newTable(database: Database) {
  await database.query('DROP TABLE IF EXISTS bench_row');
  await database.query(
    `CREATE TABLE bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, token_id uuid NOT NULL,
       received_at timestamptz NOT NULL DEFAULT now(), payload text NOT NULL)`,
  );
  await database.settle();
}

async function pgbench(
  database: Database,
  folder: string,
  { file, clients, seconds, more = [], environment = {} }: Script,
) {
  const args = ['-n', '-f', file, '-T', String(seconds), '-l', '--log-prefix', path.join(folder, 'pgbench')];
  args.push('-c', String(clients), '-j', String(Math.min(THREADS, clients)), ...more);
  const output = await capture('pgbench', args, { ...database.clientEnvironment, ...environment });
  return { output, latenciesMs: takeLatencies(folder).map((us) => us / 1e3) };
}

/** Reads the third column of pgbench's log, in microseconds, since pgbench itself reports only means. */
function takeLatencies(folder: string): number[] {
  const logs = readdirSync(folder).filter((file) => file.startsWith('pgbench.'));
  return logs.flatMap((name) => {
    const file = path.join(folder, name);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    rmSync(file);
    return lines.map((line) => Number(line.split(' ')[2]));
  });
}
