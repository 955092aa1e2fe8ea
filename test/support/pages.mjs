// Stands in for dist/pages.mjs: answers with the id of its thread, and dies when asked to.
import { createServer } from 'node:http';
import process from 'node:process';
import { parentPort, threadId, workerData } from 'node:worker_threads';

if (workerData.root === 'broken') throw new Error('no build is here');

createServer((request, response) => {
  if (request.url === '/die') process.exit(1);
  if (request.url === '/throw') throw new Error('a mistake that nobody caught');
  response.end(String(threadId));
}).listen(workerData.socketPath, () => parentPort.postMessage('serving'));

parentPort.on('message', (message) => message === 'stop' && process.exit(0));
