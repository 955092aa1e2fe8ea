import 'server-only';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { timeOrderedId } from '@/lib/db/ids';
import { AppError } from '@/lib/errors';
import { failure } from '@/lib/webhooks/envelope';
import { unknownUrl } from '@/lib/webhooks/receive';
import { codeOf } from './boot-error';

/** Fifty query parameters of 10,000 characters each, which webhook calls may have, with room for the rest. */
const MAX_HEADER_BYTES = 1024 * 1024;

/** Node's HTTP server, with requests as large as the webhook contract allows and failures in its envelope. */
export function httpServer(listener: RequestListener): Server {
  return createServer({ maxHeaderSize: MAX_HEADER_BYTES }, listener).on('clientError', refuseUnreadable);
}

/** Answers 404 for a path whose percent-encoding is broken, which Next takes for a failure of its own. */
export function refuseUndecodable(request: IncomingMessage, response: ServerResponse): boolean {
  const [path = ''] = (request.url ?? '').split('?');
  try {
    decodeURIComponent(path);
    return false;
  } catch {
    const { status, headers, body } = failure(timeOrderedId(), unknownUrl());
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
    return true;
  }
}

/** What Node's parser cannot read never becomes a request; it is answered here, in the words of the webhooks. */
function refuseUnreadable(error: Error, socket: Duplex) {
  if (!socket.writable || codeOf(error) === 'ECONNRESET') return socket.destroy();
  const { status, headers, body } = failure(timeOrderedId(), unreadable(codeOf(error)));
  const lines = Object.entries({
    ...headers,
    'Content-Length': Buffer.byteLength(body ?? ''),
    Connection: 'close',
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} Refused\r\n${head}\r\n${body}`);
}

function unreadable(code: string | undefined): AppError {
  return code === 'HPE_HEADER_OVERFLOW'
    ? new AppError('request_too_large', 'The URL and headers are larger than 1 MiB.', {
        limit: MAX_HEADER_BYTES,
      })
    : new AppError('invalid_inputs', 'The request is not well-formed HTTP.');
}
