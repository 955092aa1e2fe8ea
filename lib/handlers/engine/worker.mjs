/**
 * The thread that runs handlers, one at a time. Plain JavaScript that Node starts from the project directory; no
 * bundler processes it (see pool/worker-file.ts).
 */
import { parentPort, workerData } from 'node:worker_threads';
import { hostLine } from './host-line.mjs';
import { runInSandbox } from './sandbox.mjs';

/** The first run of an engine, which takes longest, is nobody's. */
const FIRST = {
  code: 'function handler() {}',
  entry: 'handler',
  input: '{}',
  rawBody: null,
  nowMs: 0,
  timeLimitMs: 5_000,
};
const line = hostLine(workerData);

parentPort.on('message', ({ run, job }) => {
  // A failure of the engine itself ends the thread; the pool then answers the call and starts another thread.
  parentPort.postMessage({ type: 'done', ...runInSandbox(job, line(run)) });
});
// While Node still loads this module, the run would hold the thread 150 ms longer.
setImmediate(() => {
  runInSandbox(FIRST, line(0));
  parentPort.postMessage({ type: 'ready' });
});
