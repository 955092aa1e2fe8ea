import { randomUUID } from 'node:crypto';
import type { Database } from './database';
import { watchExactness } from './figures/exactness';
import { ALONE_SETTLE_SECONDS, type Cpu, type Sample, type Subject } from './figures/rounds';
import { runLoad } from './load/load';
import type { LoadResult } from './load/types';
import { cpuUsOf, cpuUsOfChildren } from './machine/cpu';

type Posting = {
  id: string;
  label: string;
  warmUpSeconds?: number;
  origin: string;
  paths: readonly string[];
  body: string;
  headers?: Readonly<Record<string, string>>;
  connections: number;
  /** The pid of the server, to see what a call costs it. */
  pid: number;
  /** It is others that answer, started by it. */
  hasWorkers?: boolean;
  /** For files that the load generator reads. */
  folder: string;
};

/** Posting to a server that keeps nothing. */
export function postingTo(posting: Posting): Subject {
  return {
    ...described(posting),
    async run(seconds) {
      const beforeUs = cpuUsOf(posting.pid);
      const result = await runLoad({ ...posting, seconds }, posting.folder);
      const cpu = { program: (cpuUsOf(posting.pid) - beforeUs) / result.answered, database: 0 };
      return { ...sampleOf(result), cpu };
    },
  };
}

type Storing = Posting & {
  database: Database;
  tokenIds: readonly string[];
  /** Keeps the stored calls between rounds, since they are what is measured. */
  keep?: boolean;
};

/** Posting to Postern: every round starts afresh, and what was answered is compared with what was stored. */
export function storingThrough({ database, tokenIds, keep = false, ...posting }: Storing): Subject {
  return {
    ...described(posting),
    prepare: () => (keep ? database.settle() : database.startAfresh()),
    async run(seconds) {
      const compare = await watchExactness(database, tokenIds);
      const spent = await watchCpu(database, posting.pid, posting.hasWorkers);
      const result = await runLoad({ ...posting, seconds }, posting.folder);
      const cpu = spent(result.answered);
      // Once this call is answered, nearly all calls that were under way at the end of the load are, too.
      const last = await callOnce(posting);
      const told = { answered: result.answered + 1, refused: result.refused + (last ? 0 : 1) };
      return { ...sampleOf(result), cpu, exactness: await compare(told, posting.connections) };
    },
  };
}

async function callOnce({ origin, paths, body, headers }: Posting): Promise<boolean> {
  // As the load generators fill them in: a delivery that was sent before is stored once.
  const filled = Object.entries(headers ?? {}).map(([name, value]) => [
    name,
    value.replaceAll('{n}', randomUUID()),
  ]);
  const all = { ...Object.fromEntries(filled), 'content-type': 'application/json' };
  const answer = await fetch(`${origin}${paths[0]}`, { method: 'POST', headers: all, body });
  await answer.arrayBuffer();
  return answer.ok;
}

function described({
  id,
  label,
  warmUpSeconds,
  connections,
}: Posting): Pick<Subject, 'id' | 'label' | 'warmUpSeconds' | 'settleSeconds'> {
  return {
    id,
    label,
    ...(warmUpSeconds && { warmUpSeconds }),
    ...(connections === 1 && { settleSeconds: ALONE_SETTLE_SECONDS }),
  };
}

function sampleOf(result: LoadResult): Sample {
  return {
    perSecond: (result.answered - result.refused) / (result.durationUs / 1e6),
    p50Ms: result.p50Us / 1e3,
    p99Ms: result.p99Us / 1e3,
    refused: result.refused,
    broken: result.broken,
  };
}

/** Processor time per call, in µs; NaN where the system does not tell. */
export async function watchCpu(
  database: Database,
  pid: number,
  hasWorkers = false,
): Promise<(calls: number) => Cpu> {
  const postmaster = await database.postmasterPid();
  const programUs = () => cpuUsOf(pid) + (hasWorkers ? cpuUsOfChildren(pid) : 0);
  const before = { program: programUs(), database: cpuUsOfChildren(postmaster) };
  return (calls) => ({
    program: (programUs() - before.program) / calls,
    database: (cpuUsOfChildren(postmaster) - before.database) / calls,
  });
}

/** `1 connection`, `64 connections` */
export function atOnce(connections: number): string {
  return `${connections} connection${connections === 1 ? '' : 's'}`;
}
