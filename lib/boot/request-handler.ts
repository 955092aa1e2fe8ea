import 'server-only';
import type { Server } from 'node:http';
import { env } from '@/lib/env';
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/client';
import { maskTokens } from '@/lib/redaction/mask-secrets';
import { isWebhookUrl, webhookListener } from '@/lib/webhooks/node-adapter';
import { nextHandler, type RequestHandler } from './next-handler';
import { addressOf, FORWARDING } from './pages/forward';
import { refuseLargeBody } from './pages/limit-body';
import { startPages } from './pages/pages-thread';
import { refuseUndecodable } from './refuse-unreadable';

export type Requests = {
  handle: RequestHandler;
  /** Live streams end; everything else goes on. */
  endStreams(): void;
  /** Ends what answers pages, with what it has under way done. */
  stop(): Promise<void>;
};

/** What answers requests: the webhooks straight from Node's server, everything else Next in a thread of its own. */
export async function productionRequests(root: string): Promise<Requests> {
  const pages = await startPages(root);
  return {
    handle(request, response) {
      if (webhookListener(request, response) || refuseUndecodable(request, response)) return;
      pages.handle(request, response);
    },
    endStreams: pages.endStreams,
    stop: pages.stop,
  };
}

/** `next dev` in this thread; webhooks too go through its route handlers, which reload with their source. */
export async function developmentRequests(root: string, server: Server): Promise<Requests> {
  const next = await nextHandler({ root, dev: true, server });
  return {
    handle(request, response) {
      if (refuseUndecodable(request, response) || refuseLargeBody(request, response)) return;
      request.headers[CLIENT_ADDRESS_HEADER] = addressOf(request);
      if (env().TRUSTED_PROXY_HOPS === 0) for (const name of FORWARDING) delete request.headers[name];
      // Keys in URLs are for the webhooks alone; Next's development log prints every one.
      if (!isWebhookUrl(request.url ?? '')) request.url = maskTokens(request.url ?? '/');
      return next(request, response);
    },
    endStreams() {},
    async stop() {},
  };
}
