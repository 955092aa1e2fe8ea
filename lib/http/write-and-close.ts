import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A sender that still sends this long after the answer is cut off. */
const LINGER_MS = 1_000;

/** Connections that end with the answer to a request whose body was not read. */
const closing = new WeakSet<object>();

/** Whether the connection's last answer was given; another request on it would take effect without being answered. */
export const isClosing = (request: IncomingMessage): boolean => closing.has(request.socket);

/** Takes no further request on this connection. */
export function closeSoon(request: IncomingMessage): void {
  closing.add(request.socket);
}

type Answer = { status: number; headers: Readonly<Record<string, string>>; body: string | null };

/**
 * Answers a request whose body was not read to its end. The connection takes no further request, and is closed only
 * when the sender has stopped: closing with unread data would reset it before the answer arrives.
 */
export function writeAndClose(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  closeSoon(request);
  response.shouldKeepAlive = false;
  const { status, headers, body } = answer;
  response.writeHead(
    status,
    body === null ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
  );
  if (body === null) response.flushHeaders();
  else response.write(body);
  const cut = setTimeout(() => response.end(), LINGER_MS);
  request.once('close', () => {
    clearTimeout(cut);
    response.end();
  });
  request.removeAllListeners('data').resume();
}
