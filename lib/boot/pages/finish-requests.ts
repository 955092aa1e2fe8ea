import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from '../http/next-handler';
import { waitAtMost } from '../process/wait-at-most';

const FINISH_MS = 3_000;

/** A handler of requests that knows which are under way, also those whose browser has gone away. */
export function finishingRequests(handle: RequestHandler) {
  const underWay = new Set<Promise<unknown>>();
  return {
    handle(request: IncomingMessage, response: ServerResponse): void {
      const answering = Promise.resolve(handle(request, response));
      underWay.add(answering);
      void answering.finally(() => underWay.delete(answering));
    },
    /** Closes what requests need, once those under way have ended or had three seconds for it. */
    async close(what: () => Promise<void>): Promise<void> {
      await waitAtMost(FINISH_MS, Promise.allSettled(underWay));
      await what();
    },
  };
}
