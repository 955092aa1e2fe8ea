import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../database';
import { capture, has } from '../processes';
import type { Subject } from '../rounds';
import { percentile } from '../statistics';
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
    async prepare() {
      await database.query('DROP TABLE IF EXISTS bench_row');
      await database.query(
        `CREATE TABLE bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, token_id uuid NOT NULL,
           received_at timestamptz NOT NULL DEFAULT now(), payload text NOT NULL)`,
      );
      await database.settle();
    },
    async run(seconds) {
      const log = path.join(folder, 'pgbench');
      const args = ['-n', '-M', 'prepared', '-f', 'bench/floor/insert.sql', '-T', String(seconds)];
      args.push('-c', String(clients), '-j', String(Math.min(THREADS, clients)));
      args.push('-D', `payload=${'x'.repeat(PAYLOAD_CHARACTERS)}`, '-l', '--log-prefix', log);
      // Writing the log costs pgbench time of its own: of many clients a part is enough.
      if (clients > 1) args.push('--sampling-rate', '0.05');
      const spent = await watchCpu(database, process.pid);
      const output = await capture('pgbench', args, database.clientEnvironment);
      const perSecond = Number(/^tps = ([\d.]+)/m.exec(output)?.[1]);
      const latenciesMs = takeLatencies(folder).map((us) => us / 1e3);
      return {
        perSecond,
        p50Ms: percentile(latenciesMs, 0.5),
        p99Ms: percentile(latenciesMs, 0.99),
        refused: Number(/^number of failed transactions: (\d+)/m.exec(output)?.[1] ?? 0),
        broken: 0,
        cpu: spent(Number(/^number of transactions actually processed: (\d+)/m.exec(output)?.[1])),
      };
    },
  };
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
