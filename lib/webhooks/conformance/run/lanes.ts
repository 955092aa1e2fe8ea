import pg from 'pg';
import { env } from '@/lib/env';
import { SESSION_PARAMETERS } from '../../accept/pool';
import { type Base, makeBase } from '../world';
import type { Planned } from './neighbours';

/**
 * For one run at a time: connections of the writer and of somebody who holds a row, and rows that runs have one after the other, as
 * they only look at what is new.
 */
export type Lane = {
  name: string;
  connections: pg.Pool;
  holder: pg.Client;
  base: Base;
  runs: number;
  /** Made when first needed; of this lane alone, so that no lane waits for another's rows. */
  neighbours?: Promise<Planned[]>;
};

/** The history keeps the bodies of a few more refused calls of a token in an hour. */
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

  /** @param alters whether nobody is to have the same rows afterwards */
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
  // Both are there before anybody asks what they last did.
  const both = [await connections.connect(), await connections.connect()];
  for (const client of both) client.release();
  const holder = new pg.Client({ connectionString });
  await holder.connect();
  return { name, connections, holder, base: await makeBase(), runs: 0 };
}
