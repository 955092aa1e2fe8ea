import pg from 'pg';
import { env } from '@/lib/env';
import { SESSION_PARAMETERS } from '../../accept/pool';
import type { Planned } from './neighbours';
import { type Base, makeBase } from './world';

/**
 * The means of one run at a time: connections of the writer and of the row's holder, and rows that consecutive runs
 * share, since they only look at new ones.
 */
export type Lane = {
  name: string;
  connections: pg.Pool;
  holder: pg.Client;
  base: Base;
  runs: number;
  /** Made when first needed, for this lane alone, so that no lane waits for another's rows. */
  neighbours?: Promise<Planned[]>;
};

/** The history keeps the bodies of only a few more refused calls of a token per hour. */
const RUNS_OF_A_BASE = 15;

/** Runs as many cases at once as there are lanes. */
export class Lanes {
  readonly #free: Lane[] = [];
  readonly #all: Lane[] = [];
  readonly #waiting: ((lane: Lane) => void)[] = [];

  static async open(count: number): Promise<Lanes> {
    const lanes = new Lanes();
    const names = Array.from({ length: count }, (_, n) => `conformance-${process.pid}-${n}`);
    lanes.#all.push(...(await Promise.all(names.map(open))));
    lanes.#free.push(...lanes.#all);
    return lanes;
  }

  /** @param alters whether the rows may not be reused afterwards */
  async run<T>(work: (lane: Lane) => Promise<T>, alters = false): Promise<T> {
    const lane = this.#free.pop() ?? (await new Promise<Lane>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(lane);
    } finally {
      if (alters || ++lane.runs % RUNS_OF_A_BASE === 0) lane.base = await makeBase();
      const next = this.#waiting.shift();
      if (next) next(lane);
      else this.#free.push(lane);
    }
  }

  async close() {
    for (const { connections, holder } of this.#all) {
      await connections.end();
      await holder.end();
    }
  }
}

async function open(name: string): Promise<Lane> {
  const connectionString = env().DATABASE_URL;
  const connections = new pg.Pool({
    connectionString,
    max: 2,
    idleTimeoutMillis: 0,
    application_name: name,
    ...SESSION_PARAMETERS,
  });
  // Both connections exist before their last activity is read.
  const both = [await connections.connect(), await connections.connect()];
  for (const client of both) client.release();
  const holder = new pg.Client({ connectionString });
  await holder.connect();
  return { name, connections, holder, base: await makeBase(), runs: 0 };
}
