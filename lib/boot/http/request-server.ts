import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '@/lib/log';
import { deferred } from '../process/deferred';
import { giveHeapRoom } from '../process/heap';
import { type StopTimes, stopServing } from '../process/stop-serving';
import { healthListener } from './health';
import { listen } from './listen';
import { refuseForeignHost } from './refuse-foreign-host';
import { developmentRequests, productionRequests, type Requests } from './request-handler';
import { httpServer } from './server';

/** Takes requests in this process or in workers. */
export type RequestServer = {
  /** Makes sure of the port. @throws {BootError} when it is not free. */
  claim(): Promise<void>;
  /** Begins to answer; needs the database ready. */
  serve(): Promise<void>;
  /** Replaces the serving processes by fresh ones, without a gap. */
  replace(): Promise<void>;
  /** Drains and ends. */
  stop(times: StopTimes): Promise<void>;
};

/** Answers requests in this process. Requests that come between `claim` and `serve`, in either order, wait. */
export function ownRequestServer({ root, dev }: { root: string; dev: boolean }): RequestServer {
  giveHeapRoom();
  const ready = deferred<Requests>();
  let requests: Requests | undefined;
  const health = healthListener(() => (http.isStopping() ? 'stopping' : requests ? 'serving' : 'starting'));
  const http = httpServer((request, response) => {
    if (health(request, response) || refuseForeignHost(request, response)) return;
    if (requests) void answer(requests, request, response);
    else void ready.promise.then((them) => answer(them, request, response));
  });
  return {
    claim: () => listen(http.server, http.stopListening),
    async serve() {
      requests = await (dev ? developmentRequests(root, http.server) : productionRequests(root));
      ready.resolve(requests);
    },
    async replace() {
      log().warn('only workers can be replaced one by one: set WEB_CONCURRENCY to 2 or more');
    },
    async stop(times) {
      if (requests) return stopServing(http, requests, times);
      http.server.close();
      http.destroyConnections();
    },
  };
}

async function answer({ handle }: Requests, request: IncomingMessage, response: ServerResponse) {
  try {
    await handle(request, response);
  } catch (error) {
    log().error({ err: error }, 'a request failed outside of its handler');
    response.destroy();
  }
}
