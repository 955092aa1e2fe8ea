import 'server-only';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import next from 'next';
import { isSetUp } from '@/lib/accounts/is-set-up';
import { setupCode } from '@/lib/accounts/setup-code';
import { env, provide } from '@/lib/env';
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/client';
import { log } from '@/lib/log';
import { secrets } from '@/lib/secrets';
import { startMaintenance } from '@/lib/storage/maintain';
import { clientAddress } from '@/lib/webhooks/client-address';
import { webhookListener } from '@/lib/webhooks/node-adapter';
import { BootError, codeOf, isBootError } from './boot-error';
import { prepareDataDirectory } from './data-directory';
import { deferred } from './deferred';
import { describeFailure } from './describe-failure';
import { httpServer, refuseUndecodable } from './http-server';
import { type Database, openDatabase } from './open-database';
import { stopOnSignals } from './stop-on-signals';
import { stopServing } from './stop-serving';

type ServeOptions = {
  /** The checkout: where package.json, prisma/ and the build are. */
  root: string;
  /** `next dev` inside; webhooks then go through the route handlers, which reload with their source. */
  dev: boolean;
  /** Called before each step that takes time, with what it does. */
  onStep(text: string): void;
  /** Runs with the database ready and nothing served yet. */
  beforeServing?(): Promise<void>;
};

type Serving = {
  publicUrl: string;
  /** Where the data is, in words. */
  database: string;
  /** Nobody has an account yet. */
  isEmpty: boolean;
  /** What the first account has to be made with, when the server can be reached from elsewhere. */
  setupCode: string | null;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Starts Postern in this process and ends the process when it is told to stop. Resolves when it serves.
 * @throws {BootError | EnvError} one sentence for the person who starts it.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { PORT, HOST, dataDir, publicUrl } = env();
  let opening: Promise<Database> | undefined;
  let server: Server | undefined;
  let description = '';
  const stopping = stopOnSignals(async () => {
    // A database that is just being started is stopped as soon as it can be.
    const database = await opening?.catch(() => undefined);
    if (server && database) await stopServing(server);
    else server?.close().closeAllConnections();
    await database?.close();
  });
  try {
    prepareDataDirectory(dataDir);
    provide('NEXTAUTH_URL', publicUrl.origin);
    provide('NEXTAUTH_SECRET', secrets().authSecret);
    // Taken at once, so that a port in use is known before anything is started; early requests wait.
    const ready = deferred<Handler>();
    server = await listen(HOST, PORT, ready.promise);
    opening = openDatabase(options);
    const database = await opening;
    description = database.description;
    provide('DATABASE_URL', database.url);
    await options.beforeServing?.();
    startMaintenance();
    const app = next({ dev: options.dev, dir: options.root, hostname: HOST, port: PORT, httpServer: server });
    await app.prepare();
    const handle = app.getRequestHandler();
    ready.resolve((request, response) => {
      if (!options.dev && webhookListener(request, response)) return;
      if (refuseUndecodable(request, response)) return;
      tellClientAddress(request);
      for (const [name, value] of HEADERS) response.setHeader(name, value);
      return handle(request, response);
    });
  } catch (error) {
    await stopping.abort();
    throw isBootError(error) ? error : describeFailure(error, dataDir);
  }
  const empty = !(await isSetUp());
  return {
    publicUrl: publicUrl.origin,
    database: description,
    isEmpty: empty,
    setupCode: empty ? setupCode() : null,
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

function listen(host: string, port: number, handler: Promise<Handler>): Promise<Server> {
  const server = httpServer((request, response) => {
    handler
      .then((handle) => handle(request, response))
      .catch((error: unknown) => {
        log().error({ err: error }, 'a request failed outside of its handler');
        response.destroy();
      });
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new BootError(whyNotListening(error, host, port))));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve(server);
    });
  });
}

function whyNotListening(error: Error, host: string, port: number): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} is in use: stop what listens there, or choose another with PORT (for example PORT=${port + 1} npm start).`;
    case 'EACCES':
      return `Port ${port} may not be used by this account: choose one above 1023 with PORT.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST=${host} is not an address of this machine: use 127.0.0.1 for this machine only or 0.0.0.0 for all networks.`;
    default:
      return `Postern cannot listen on ${host}:${port} (${error.message}): choose another HOST or PORT.`;
  }
}
