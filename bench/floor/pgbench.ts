import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../database';
import type { Subject } from '../figures/rounds';
import { percentile } from '../figures/statistics';
import { capture, has } from '../machine/processes';
import { watchCpu } from '../subjects';

export const HOW_TO_INSTALL =
  'pgbench is not installed: it comes with PostgreSQL (Debian: apt-get install postgresql-contrib).';

export const hasPgbench = () => has('pgbench');

/** With it a row is as long as the message and the history row of a small call together: 514 bytes. */
const PAYLOAD_CHARACTERS = 450;
const THREADS = 2;

/** What any program pays that commits each row: one row per commit, prepared, from so many clients. */
export function singleRowInserts(database: Database, clients: number, folder: string): Subject {
  return {
    id: `floor-${clients}`,
    label: `pgbench, ${clients} client${clients === 1 ? '' : 's'}`,
    prepare: () => newTable(database),
    async run(seconds) {
      const spent = await watchCpu(database, process.pid);
      // Writing the log costs pgbench time of its own: of many clients a part is enough.
      const sampling = clients > 1 ? ['--sampling-rate', '0.05'] : [];
      const { output, latenciesMs } = await insert(database, folder, { clients, seconds, more: sampling });
      return {
        perSecond: numberIn(output, /^tps = ([\d.]+)/m),
        p50Ms: percentile(latenciesMs, 0.5),
        p99Ms: percentile(latenciesMs, 0.99),
        refused: numberIn(output, FAILED) || 0,
        broken: 0,
        cpu: spent(numberIn(output, PROCESSED)),
      };
    },
  };
}

/** The same at a rate of pgbench's choosing moments (a Poisson process); latencies count from when a row was due. */
export async function pacedInserts(
  database: Database,
  folder: string,
  { clients, seconds, perSecond }: { clients: number; seconds: number; perSecond: number },
): Promise<{ inserted: number; failed: number; latenciesMs: number[] }> {
  await newTable(database);
  const more = ['-R', String(perSecond)];
  const { output, latenciesMs } = await insert(database, folder, { clients, seconds, more });
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

type Insertions = { clients: number; seconds: number; more: string[] };

async function insert(database: Database, folder: string, { clients, seconds, more }: Insertions) {
  const args = ['-n', '-M', 'prepared', '-f', 'bench/floor/insert.sql', '-T', String(seconds)];
  args.push('-c', String(clients), '-j', String(Math.min(THREADS, clients)));
  args.push(
    '-D',
    `payload=${'x'.repeat(PAYLOAD_CHARACTERS)}`,
    '-l',
    '--log-prefix',
    path.join(folder, 'pgbench'),
  );
  const output = await capture('pgbench', [...args, ...more], database.clientEnvironment);
  return { output, latenciesMs: takeLatencies(folder).map((us) => us / 1e3) };
}

/** The third column of pgbench's log, microseconds; pgbench itself tells only means. */
function takeLatencies(folder: string): number[] {
  const logs = readdirSync(folder).filter((file) => file.startsWith('pgbench.'));
  return logs.flatMap((name) => {
    const file = path.join(folder, name);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    rmSync(file);
    return lines.map((line) => Number(line.split(' ')[2]));
  });
}
