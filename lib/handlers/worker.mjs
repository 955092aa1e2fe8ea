/**
 * The thread that runs handlers, one at a time. Plain JavaScript, started by Node from the project directory:
 * no bundler sees it (see worker-file.ts).
 */
import { parentPort } from 'node:worker_threads';
import { runInSandbox } from './sandbox.mjs';

parentPort.on('message', (job) => {
  // A failure of the engine itself ends the thread; the pool answers the call and starts another.
  parentPort.postMessage({ type: 'done', ...runInSandbox(job) });
});
parentPort.postMessage({ type: 'ready' });
