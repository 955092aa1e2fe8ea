import 'server-only';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';
import { env } from '@/lib/env';
import { SECURITY_HEADERS } from '@/lib/http/security-headers';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Next with its pages and routes, ready.
 * @param server receives upgrades, which only development has. In production it is a server that nobody reaches: a
 * client that merely offers HTTP/2, as Java's does, would otherwise never be answered.
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
  await (dev ? app.prepare() : quietly(() => app.prepare()));
  const handle = app.getRequestHandler();
  return (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (refuseRouterState(request, response)) return;
    return handle(request, response);
  };
}

/** Hides Next's own news ("Running next.config.mjs took …"); warnings and errors are still printed. */
async function quietly(prepare: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => {};
  await prepare().finally(() => {
    console.log = log;
  });
}

/**
 * Answers 400 for a malformed router header, which only Next's own scripts send; Next would report it as its own
 * failure.
 */
function refuseRouterState(request: IncomingMessage, response: ServerResponse): boolean {
  try {
    parseAndValidateFlightRouterState(request.headers['next-router-state-tree']);
    return false;
  } catch {
    request.resume();
    response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
    response.end(
      request.method === 'HEAD' ? undefined : 'The header Next-Router-State-Tree cannot be read.\n',
    );
    return true;
  }
}
