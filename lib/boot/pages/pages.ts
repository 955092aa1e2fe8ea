import { createServer } from 'node:http';
import os from 'node:os';
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { closeNotifications } from '@/lib/live/notifications';
import { maskOutput } from '@/lib/redaction/mask-output';
import { confirmSecrets } from '../database/confirm-secrets';
import { nextHandler } from '../http/next-handler';
import { HTTP_LIMITS } from '../http/server';
import { closeConnections } from '../process/stop-serving';
import { finishingRequests } from './finish-requests';
import type { FromPages, PagesData, ToPages } from './messages';

// dist/pages.mjs runs this in a thread: Next, for everything but webhooks. Only the thread that accepts connections
// can reach it; that one keeps all limits of time and size.

const { root, socketPath } = workerData as PagesData;
/** Connections that may wait to be accepted; the other thread opens one for each request under way. */
const BACKLOG = 4_096;
const NICENESS = 15;

maskOutput();
await confirmSecrets();
const requests = finishingRequests(await nextHandler({ root, dev: false, server: createServer() }));
const server = createServer(
  { maxHeaderSize: HTTP_LIMITS.headerBytes, requestTimeout: 0, headersTimeout: 0, requireHostHeader: false },
  requests.handle,
);
server.keepAliveTimeout = 0;

parentPort?.on('message', async (message: ToPages) => {
  await closeNotifications().catch(() => {});
  if (message === 'endStreams') return;
  // Nobody waits for an answer any more, but a change whose browser has gone away is still made.
  await requests.close(closeConnections);
  process.exit(0);
});

server.listen({ path: socketPath, backlog: BACKLOG }, () => {
  // After the start. On Linux a priority belongs to the thread: accepting calls goes before rendering.
  if (process.platform === 'linux') os.setPriority(0, NICENESS);
  parentPort?.postMessage('serving' satisfies FromPages);
});
