import 'server-only';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  ServerResponse,
} from 'node:http';
import net from 'node:net';
import { log } from '@/lib/log';
import { isWebhookUrl } from '@/lib/webhooks/adapters/node';
import { UPLOAD_TIMEOUT_MS } from '@/lib/webhooks/uploads/policy';
import { waitAtMost } from '../process/wait-at-most';
import {
  endUnfinished,
  refuseConnect,
  refuseHostless,
  refuseTarget,
  refuseUnreadable,
} from './refuse-unreadable';

export const HTTP_LIMITS = {
  /**
   * Room for fifty query parameters of 10,000 characters each, which webhook calls may have, and the other headers.
   */
  headerBytes: 1024 * 1024,
  /** From the connection, or the first byte of a later request, to the end of the headers. */
  headersTimeoutMs: 15_000,
  /** To the end of the body. Webhook calls have limits of their own (BODY_TIMEOUT_MS, UPLOAD_TIMEOUT_MS). */
  requestTimeoutMs: 30_000,
  /** Longer than usual proxies keep theirs (60 s), so that the proxy closes an idle connection, not we. */
  keepAliveTimeoutMs: 75_000,
  /** The precision of the first two limits. */
  checkEveryMs: 1_000,
  /** Per process; beyond it, each new connection is closed at once. */
  connections: 20_000,
  /** Requests on one connection that wait for an earlier answer; beyond it the connection is closed. */
  pipelined: 32,
};

/** How long after the stop began a kept-alive connection may bring one more request, unless `close` is told otherwise. */
const IDLE_MS = 1_000;
/** So many connections may wait to be accepted: Node's own backlog. */
const BACKLOG = 511;
/** How long more than those are accepted, and how long any: a flood of them would never end. */
const ACCEPT_MS = { more: 500, any: 3_000 };
const SWEEP_MS = 50;
const WARN_EVERY_MS = 60_000;

export type HttpServer = {
  server: Server;
  /** Aborted when no more connections are taken. */
  stopListening: AbortSignal;
  isStopping(): boolean;
  /** From now on every answer ends its connection. */
  startStopping(): void;
  /**
   * Takes no more connections; resolves when the open ones have ended. Idle ones may bring another request for `idleMs`,
   * a second by default; the others end with their answer, and none lasts longer than `limitMs`.
   */
  close(limitMs: number, idleMs?: number): Promise<void>;
  destroyConnections(): void;
};

/** Node's HTTP server with Postern's limits, failures in the webhooks' envelope, and a stop that resets nobody. */
export function httpServer(listener: RequestListener, limits = HTTP_LIMITS): HttpServer {
  let stopping = false;
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersTimeoutMs,
      // Node has one limit for all requests, and uploads take long; limitBodies keeps the usual limit.
      requestTimeout: limits.requestTimeoutMs + UPLOAD_TIMEOUT_MS,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      // refuseHostless answers in the envelope; Node's own answer is empty.
      requireHostHeader: false,
      ServerResponse: endingResponse(() => stopping),
    },
    limitPipelining(limitBodies(hosted(listener), limits.requestTimeoutMs), limits.pipelined),
  );
  // A client that has sent everything and closes its half, as netcat does, still gets its answers. Node has no public
  // option for this.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('clientError', refuseUnreadable);
  server.on('connect', refuseConnect);
  // Unknown expectations are ignored; Node alone would answer an empty 417.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  const sockets = limitConnections(server, limits.connections);
  const listening = new AbortController();

  function closeIdle() {
    server.closeIdleConnections();
    // Node does not count a connection that has never sent anything (browsers open some ahead) as idle.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  return {
    server,
    stopListening: listening.signal,
    isStopping: () => stopping,
    startStopping() {
      stopping = true;
    },
    async close(limitMs, idleMs = IDLE_MS) {
      await untilNobodyWaits(server);
      stopping = true;
      listening.abort();
      // The HTTP server's own close() would also close idle connections at once.
      const ended = new Promise((resolve) => net.Server.prototype.close.call(server, resolve));
      const idleEndsMs = performance.now() + idleMs;
      // Timers run before what has arrived is read, and a busy process is late for both: it reads first.
      const sweep = setInterval(() => performance.now() >= idleEndsMs && setImmediate(closeIdle), SWEEP_MS);
      await waitAtMost(limitMs, ended);
      clearInterval(sweep);
    },
    destroyConnections() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/**
 * Resolves when a whole turn of the event loop has accepted no connection. Closing the listener resets waiting
 * connections, and Node accepts only one in a turn. The current turn may be half over, so it does not count.
 */
async function untilNobodyWaits(server: Server): Promise<void> {
  const begunMs = performance.now();
  let quietTurns = 0;
  const note = () => {
    quietTurns = -1;
  };
  server.on('connection', note);
  for (let turns = 0; quietTurns < 2; turns++) {
    if (performance.now() - begunMs > (turns < BACKLOG ? ACCEPT_MS.any : ACCEPT_MS.more)) break;
    await new Promise(setImmediate);
    quietTurns++;
  }
  server.off('connection', note);
}

/** Responses that, while the server stops, tell the client not to reuse the connection. */
function endingResponse(isStopping: () => boolean): typeof ServerResponse {
  class EndingResponse<Request extends IncomingMessage> extends ServerResponse<Request> {}
  EndingResponse.prototype.writeHead = function writeHead(this: ServerResponse, ...args: unknown[]) {
    if (isStopping()) this.shouldKeepAlive = false;
    return Reflect.apply(ServerResponse.prototype.writeHead, this, args);
  };
  return EndingResponse;
}

/** Passes on only requests with a host and a target that this server has. */
function hosted(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (!refuseHostless(request, response) && !refuseTarget(request, response)) listener(request, response);
  };
}

/**
 * Closes a connection that sends request after request without waiting for answers: Node takes all requests of a
 * chunk in one turn of the event loop, so a few such connections would delay everybody for seconds. Ignores a request
 * after the connection's last one, since it would take effect without being answered.
 */
function limitPipelining(listener: RequestListener, most: number): RequestListener {
  const waiting = new WeakMap<net.Socket, number>();
  const hadLast = new WeakSet<net.Socket>();
  return (request, response) => {
    if (hadLast.has(request.socket)) return;
    if (!response.shouldKeepAlive) hadLast.add(request.socket);
    // Node gives a response its socket at once, unless it has to wait for an earlier one.
    if (response.socket === null) {
      const { socket } = request;
      const count = (waiting.get(socket) ?? 0) + 1;
      if (count > most) socket.destroy();
      if (socket.destroyed) return;
      waiting.set(socket, count);
      response.once('close', () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1));
    }
    listener(request, response);
  };
}

/** Ends requests whose body does not arrive in full in time, as Node's own limit does. */
function limitBodies(listener: RequestListener, limitMs: number): RequestListener {
  return (request, response) => {
    const hasBody =
      request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
    if (hasBody && !isWebhookUrl(request.url ?? '')) {
      const timer = setTimeout(() => {
        if (request.complete) return;
        const error = Object.assign(new Error('request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
        refuseUnreadable(error, request.socket);
      }, limitMs);
      request.once('close', () => clearTimeout(timer));
    }
    listener(request, response);
  };
}

/**
 * Closes the newest connection when there are too many. Between the processes of a cluster, Node's own
 * `maxConnections` would hand it round for ever.
 * @returns the open connections.
 */
function limitConnections(server: Server, most: number): Set<net.Socket> {
  const sockets = new Set<net.Socket>();
  let warnedMs = Number.NEGATIVE_INFINITY;
  server.on('connection', (socket) => {
    if (sockets.size >= most) {
      socket.destroy();
      if (performance.now() - warnedMs < WARN_EVERY_MS) return;
      warnedMs = performance.now();
      return log().warn({ connections: most }, 'too many connections: new ones are closed');
    }
    sockets.add(socket);
    socket.once('end', () => endUnfinished(socket));
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}
