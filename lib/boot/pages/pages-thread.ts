import 'server-only';
import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { log } from '@/lib/log';
import { deferred } from '../process/deferred';
import { waitAtMost } from '../process/wait-at-most';
import { answerUnavailable } from './answer-unavailable';
import { forward } from './forward';
import type { FromPages, PagesData, ToPages } from './messages';
import { makeSocketPath } from './socket-path';

const RESTART_PAUSE_MS = 1_000;
const STOP_MS = 15_000;

export type Pages = {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Live streams end; requests are answered as before. */
  endStreams(): void;
  /** Resolves when the thread has finished its requests and ended. */
  stop(): Promise<void>;
};

type Thread = { socketPath: string; agent: Agent; worker: Worker; exited: Promise<void> };

/**
 * Runs Next in a thread of its own, so that no webhook waits while a page is rendered. A thread that ends (without
 * memory, say) is replaced; pages are refused meanwhile. Resolves when it serves.
 * @throws the failure that kept the first thread from serving.
 */
export async function startPages(root: string, file = path.join(root, 'dist', 'pages.mjs')): Promise<Pages> {
  let stopping = false;
  let current: Thread | undefined = await startThread(root, file);
  watch(current);

  function watch(thread: Thread) {
    void thread.exited.then(() => {
      current = undefined;
      if (stopping) return;
      log().error('the thread that renders pages has ended and is replaced');
      void replace();
    });
  }

  async function replace() {
    try {
      current = await startThread(root, file);
      watch(current);
      if (stopping) tell(current, 'stop');
    } catch (error) {
      log().error({ err: error }, 'the thread that renders pages cannot start');
      if (!stopping) setTimeout(() => void replace(), RESTART_PAUSE_MS);
    }
  }

  return {
    handle(request, response) {
      if (current) forward(request, response, current);
      else answerUnavailable(request, response, 'pages');
    },
    endStreams() {
      if (current) tell(current, 'endStreams');
    },
    async stop() {
      stopping = true;
      const thread = current;
      if (!thread) return;
      tell(thread, 'stop');
      await waitAtMost(STOP_MS, thread.exited);
      await thread.worker.terminate();
    },
  };
}

function tell({ worker }: Thread, message: ToPages) {
  worker.postMessage(message);
}

async function startThread(root: string, file: string): Promise<Thread> {
  const { socketPath, remove } = makeSocketPath();
  const worker = new Worker(file, { workerData: { root, socketPath } satisfies PagesData });
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  const serving = deferred<void>();
  const exited = deferred<void>();
  worker.on('message', (message: FromPages) => message === 'serving' && serving.resolve());
  worker.on('error', (error) => {
    log().error({ err: error }, 'the thread that renders pages has failed');
    serving.reject(error instanceof Error ? error : new Error(String(error)));
  });
  worker.once('exit', (code) => {
    remove();
    agent.destroy();
    serving.reject(new Error(`the thread that renders pages ended with ${code}`));
    exited.resolve();
  });
  await serving.promise;
  return { socketPath, agent, worker, exited: exited.promise };
}
