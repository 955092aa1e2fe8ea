import 'server-only';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { env } from '@/lib/env';
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/client';
import { clientAddress } from '@/lib/webhooks/client-address';
import { webhookListener } from '@/lib/webhooks/node-adapter';
import { refuseUndecodable } from './refuse-unreadable';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * What answers requests: the webhooks straight from Node's server, everything else Next.
 * @param dev `next dev` inside; webhooks then go through the route handlers, which reload with their source.
 */
export async function requestHandler(
  server: Server,
  { root, dev }: { root: string; dev: boolean },
): Promise<RequestHandler> {
  const { HOST, PORT } = env();
  const { default: next } = await import('next');
  // Next listens for upgrades on the server it is given, for its development only: a client that merely offers HTTP/2, as
  // Java's does, would then never be answered. In production it is given one that nobody reaches.
  const httpServer = dev ? server : createServer();
  const app = next({ dev, dir: root, hostname: HOST, port: PORT, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  return (request, response) => {
    if (!dev && webhookListener(request, response)) return;
    if (refuseUndecodable(request, response)) return;
    tellClientAddress(request);
    for (const [name, value] of HEADERS) response.setHeader(name, value);
    return handle(request, response);
  };
}

/** On everything Next sends: pages, routes and files. proxy.ts adds what only pages need. */
const HEADERS = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
] as const;

/** Next tells its routes no socket address; whatever a client claims here is overwritten. */
function tellClientAddress(request: IncomingMessage) {
  request.headers[CLIENT_ADDRESS_HEADER] = clientAddress(
    request.headers['x-forwarded-for']?.toString(),
    request.socket.remoteAddress ?? '',
    env().TRUSTED_PROXY_HOPS,
  );
}
