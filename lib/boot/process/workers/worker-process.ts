import 'server-only';
import cluster, { type Worker } from 'node:cluster';
import { BootError } from '../../boot-error';
import { deferred } from '../deferred';
import type { StopTimes } from '../stop-serving';
import { readMessage, type ToPrimary, type ToWorker } from './messages';

/** Longer than a worker takes to stop by itself, 31.5 s at most (stop-serving.ts). */
const STOP_TIMEOUT_MS = 35_000;

type Exit = { code: number | null; signal: string | null };

export type WorkerProcess = {
  pid: number;
  startedMs: number;
  /** Resolves when the worker takes requests. @throws {BootError} when it ended before. */
  serving: Promise<void>;
  exited: Promise<Exit>;
  /** Tells the worker to drain and end; resolves when it has ended. A worker that does not end is killed. */
  stop(times: StopTimes): Promise<void>;
};

/** Starts one more worker, which runs the file that `cluster.setupPrimary` was given. */
export function startWorker(): WorkerProcess {
  const worker = cluster.fork();
  const serving = deferred<void>();
  const exited = deferred<Exit>();
  let hears = false;
  let why = 'a server process ended while it was starting; what it said is above.';
  worker.on('message', (raw: unknown) => {
    const message = readMessage<ToPrimary>(raw);
    if (message?.postern === 'hears') hears = true;
    if (message?.postern === 'serving') serving.resolve();
    if (message?.postern === 'failed') why = message.message;
    if (message?.postern === 'closed') tell(worker, { postern: 'noted' });
  });
  worker.on('error', () => {});
  worker.once('exit', (code, signal) => {
    serving.reject(new BootError(why));
    exited.resolve({ code, signal });
  });
  // Without a waiting caller, the exit event says it all; the rejection must not end the process.
  serving.promise.catch(() => {});
  return {
    pid: worker.process.pid ?? 0,
    startedMs: performance.now(),
    serving: serving.promise,
    exited: exited.promise,
    async stop(times) {
      // A worker that does not hear yet has nothing to drain.
      if (hears) tell(worker, { postern: 'stop', ...times });
      else worker.process.kill('SIGKILL');
      const killing = setTimeout(() => worker.process.kill('SIGKILL'), times.delayMs + STOP_TIMEOUT_MS);
      await exited.promise;
      clearTimeout(killing);
    },
  };
}

function tell(worker: Worker, message: ToWorker) {
  if (worker.isConnected()) worker.send(message, () => {});
}
