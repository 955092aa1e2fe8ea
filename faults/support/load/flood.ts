import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterThisTest } from '../clean-up';

type Options = {
  server: { url: string };
  /** Path and query of the calls, which take turns. */
  urls: string[];
  localAddress: string;
  connections: number;
  /** Calls sent on each connection without waiting for an answer. */
  depth: number;
};

type Stats = { sent: number; answers: Record<string, number> };

/** A client without a valid token that sends as fast as the server reads, awaits no answer, and reconnects when disconnected. */
export class Flood {
  /** Counts of answers, by status. */
  readonly answers: Record<string, number> = {};
  readonly #thread: Worker;
  #sent = 0;

  /** Begins at once; ended with the test at the latest. */
  constructor({ server, ...options }: Options) {
    const workerData = { origin: server.url, ...options };
    this.#thread = new Worker(path.join(import.meta.dirname, 'flood-thread.mjs'), { workerData });
    this.#thread.on('message', ({ sent, answers }: Stats) => {
      this.#sent += sent;
      for (const status in answers) {
        this.answers[status] = (this.answers[status] ?? 0) + (answers[status] ?? 0);
      }
    });
    afterThisTest(() => this.stop());
  }

  get sent(): number {
    return this.#sent;
  }

  async stop(): Promise<void> {
    await this.#thread.terminate();
  }
}
