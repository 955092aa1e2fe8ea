import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterThisTest } from './clean-up';

type Options = {
  server: { url: string };
  /** Path and query of the calls, which take turns. */
  urls: string[];
  localAddress: string;
  /** Calls sent on each of 64 connections without waiting for an answer. */
  depth: number;
};

/** A stranger who sends as fast as the server takes it, and waits for nothing. */
export class Flood {
  /** Answers by status. */
  readonly answers: Record<string, number> = {};
  readonly #thread: Worker;

  /** Begins at once; ended with the test at the latest. */
  constructor({ server, urls, localAddress, depth }: Options) {
    const workerData = { origin: server.url, urls, localAddress, depth };
    this.#thread = new Worker(path.join(import.meta.dirname, 'flood-thread.mjs'), { workerData });
    this.#thread.on('message', (more: Record<string, number>) => {
      for (const status in more) this.answers[status] = (this.answers[status] ?? 0) + (more[status] ?? 0);
    });
    afterThisTest(() => this.stop());
  }

  get answered(): number {
    return Object.values(this.answers).reduce((sum, count) => sum + count, 0);
  }

  async stop(): Promise<void> {
    await this.#thread.terminate();
  }
}
