/**
 * The thread that runs handlers, one at a time. Plain JavaScript that Node starts from the project directory; no
 * bundler processes it (see pool/worker-file.ts).
 */
import { parentPort, workerData } from 'node:worker_threads';
import { hostLine } from './host-line.mjs';
import { runInSandbox } from './sandbox.mjs';

const line = hostLine(workerData);

parentPort.on('message', ({ run, job }) => {
  // A failure of the engine itself ends the thread; the pool then answers the call and starts another thread.
  parentPort.postMessage({ type: 'done', ...runInSandbox(job, line(run)) });
});
parentPort.postMessage({ type: 'ready' });
