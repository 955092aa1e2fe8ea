import 'server-only';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { env } from '@/lib/env';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Next with its pages and routes, ready.
 * @param server listened to for upgrades, which only development has. A client that merely offers HTTP/2, as Java's
 * does, would then never be answered: in production it is one that nobody reaches.
 */
export async function nextHandler(options: {
  root: string;
  dev: boolean;
  server: Server;
}): Promise<RequestHandler> {
  const { HOST, PORT } = env();
  const { root, dev, server } = options;
  const { default: next } = await import('next');
  const app = next({ dev, dir: root, hostname: HOST, port: PORT, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  return (request, response) => {
    for (const [name, value] of HEADERS) response.setHeader(name, value);
    return handle(request, response);
  };
}

/** On everything Next sends: pages, routes and files. proxy.ts adds what only pages need. */
const HEADERS = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
] as const;
