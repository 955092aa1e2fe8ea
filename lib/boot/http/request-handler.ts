import 'server-only';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { env } from '@/lib/env';
import { handlerPool } from '@/lib/handlers/pool/handler-pool';
import { CLIENT_ADDRESS_HEADER, UNTRUSTED_PROXY_HEADER } from '@/lib/http/client';
import { maskTokens } from '@/lib/redaction/mask-secrets';
import { isWebhookUrl, webhookListener } from '@/lib/webhooks/adapters/node';
import { databaseWatch } from '../database/watch';
import { answerUnavailable } from '../pages/answer-unavailable';
import { addressOf, FORWARDING, isForwardedUntrusted } from '../pages/forward';
import { refuseLargeBody } from '../pages/limit-body';
import { startPages } from '../pages/pages-thread';
import { nextHandler, type RequestHandler } from './next-handler';
import { refuseUndecodable } from './refuse-unreadable';

export type Requests = {
  handle: RequestHandler;
  /** Ends live streams; everything else goes on. */
  endStreams(): void;
  /** Ends the thread that answers pages, once its requests are answered. */
  stop(): Promise<void>;
};

/** Files of the build, which need no database. */
const ASSET = /^\/_next\/static\/|^[^?]*\.(?:svg|png|ico|woff2)(?:\?|$)/;

/**
 * The handler of all requests: webhooks are answered in this thread, everything else by Next in a thread of its own.
 */
export async function productionRequests(root: string): Promise<Requests> {
  const pages = await startPages(root);
  const watch = databaseWatch();
  handlerPool().warm();

  /** Refuses requests that need the database while it is away: a page would wait for it longer than a person does. */
  async function handlePage(request: IncomingMessage, response: ServerResponse) {
    const mayGo = ASSET.test(request.url ?? '') || (await watch.isThere());
    if (response.destroyed) return;
    if (mayGo) pages.handle(request, response);
    else answerUnavailable(request, response, 'database');
  }

  return {
    handle(request, response) {
      if (webhookListener(request, response) || refuseUndecodable(request, response)) return;
      void handlePage(request, response);
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
      delete request.headers[UNTRUSTED_PROXY_HEADER];
      if (isForwardedUntrusted(request)) request.headers[UNTRUSTED_PROXY_HEADER] = '1';
      if (env().TRUSTED_PROXY_HOPS === 0) for (const name of FORWARDING) delete request.headers[name];
      // Only webhooks may have tokens in URLs; Next's development log prints every URL.
      if (!isWebhookUrl(request.url ?? '')) request.url = maskTokens(request.url ?? '/');
      return next(request, response);
    },
    endStreams() {},
    async stop() {},
  };
}
