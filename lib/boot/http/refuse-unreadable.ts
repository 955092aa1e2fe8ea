import 'server-only';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { timeOrderedId } from '@/lib/db/ids';
import { AppError } from '@/lib/errors';
import { failure } from '@/lib/webhooks/answers/envelope';
import { unknownUrl } from '@/lib/webhooks/receive';
import { codeOf } from '../boot-error';

/** A client that is still sending gets this long to read the answer before the connection is cut. */
const LINGER_MS = 1_000;

const answered = new WeakSet<Duplex>();

/**
 * Answers requests that Node's parser cannot read, or that come too slowly, in the webhooks' envelope: they never
 * reach a handler.
 */
export function refuseUnreadable(error: Error, socket: Duplex): void {
  // The client's remaining bytes are read and dropped: closing with unread data would reset the connection before the
  // answer arrives.
  if (answered.has(socket)) return;
  answered.add(socket);
  afterEarlierAnswers(socket, () => {
    if (mayBeAnswered(error, socket as Socket)) answerAndEnd(socket, unreadable(codeOf(error)));
    else socket.destroy();
  });
}

type Answering = Duplex & { _httpMessage?: ServerResponse<IncomingMessage> | null };

/**
 * Waits for the answers to earlier, complete requests: an answer that overtakes them would be taken for one of
 * theirs, and the caller of an accepted call would send it again.
 */
function afterEarlierAnswers(socket: Answering, then: () => void): void {
  const earlier = socket._httpMessage;
  if (!earlier?.req.complete || socket.destroyed) then();
  // Node hands the connection to the next answer only after this event.
  else earlier.once('close', () => setImmediate(afterEarlierAnswers, socket, then));
}

/**
 * Ends the connection of a client that closed its half in the middle of a request. Node's parser reports most of
 * them, but not a request that also offered an upgrade.
 */
export function endUnfinished(socket: Answering): void {
  if (answered.has(socket)) return;
  afterEarlierAnswers(socket, () => {
    if (!answered.has(socket) && socket._httpMessage?.req.complete === false) socket.destroy();
  });
}

/** Answers CONNECT, which Node would close without a word. */
export function refuseConnect(_request: IncomingMessage, socket: Duplex): void {
  // Without a listener, an error of a client that is gone would end the process.
  socket.on('error', () => socket.destroy());
  const refusal = new AppError(
    'request_method_invalid',
    'This server is no proxy; send the request to the URL itself.',
  );
  afterEarlierAnswers(socket, () => answerAndEnd(socket, refusal));
}

function answerAndEnd(socket: Duplex, error: AppError) {
  const { status, headers, body } = failure(timeOrderedId(), error);
  const lines = Object.entries({
    ...headers,
    'Content-Length': Buffer.byteLength(body ?? ''),
    Connection: 'close',
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`);
  const cut = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(cut));
}

/** False when the client asked nothing, or an answer is already being sent. */
function mayBeAnswered(error: Error, socket: Socket & Answering): boolean {
  if (!socket.writable || socket.bytesRead === 0 || codeOf(error) === 'ECONNRESET') return false;
  return !socket._httpMessage?.headersSent;
}

function unreadable(code: string): AppError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new AppError(
        'request_too_large',
        'The URL and headers are larger than 1 MiB; send long contents in the body.',
        {
          limit: 1024 * 1024,
        },
      );
    // The second is what comes of a blank: Node takes what follows it for the version.
    case 'HPE_INVALID_URL':
    case 'HPE_INVALID_CONSTANT':
      return new AppError(
        'invalid_inputs',
        'The URL has a blank or another character that must be percent-encoded, as curl -G --data-urlencode text=… does.',
      );
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new AppError('request_timeout', 'The request did not arrive in time; send it again.');
    default:
      return new AppError(
        'invalid_inputs',
        'The request is not well-formed HTTP; send it with an HTTP client such as curl.',
      );
  }
}

/** Answers 400 for a request of HTTP/1.1 without Host, which that version demands. */
export function refuseHostless(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.headers.host !== undefined || request.httpVersion !== '1.1') return false;
  const error = new AppError(
    'invalid_inputs',
    'The request has no Host header; send one with the name of this server.',
    { field: 'host' },
  );
  answer(request, response, error);
  return true;
}

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';

/**
 * Answers requests without a path on this server: 400 for `*` and for targets that are neither a path nor a whole
 * URL, 405 for methods that nothing here takes. Next would report them as its own failures.
 */
export function refuseTarget(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = '', url = '' } = request;
  if (['TRACE', 'TRACK'].includes(method)) {
    answer(
      request,
      response,
      new AppError('request_method_invalid', `This server takes ${METHODS}.`),
      METHODS,
    );
    return true;
  }
  if (url.startsWith('/') || (/^https?:\/\//i.test(url) && URL.canParse(url))) return false;
  answer(
    request,
    response,
    new AppError(
      'invalid_inputs',
      'The request names neither a path nor a URL; begin its target with a slash.',
    ),
  );
  return true;
}

/** Answers and ends the connection; the request's body is not read. */
function answer(request: IncomingMessage, response: ServerResponse, error: AppError, allow?: string) {
  const { status, headers, body } = failure(timeOrderedId(), error, allow ? { Allow: allow } : {});
  const length = Buffer.byteLength(body ?? '');
  response.writeHead(status, { ...headers, 'Content-Length': length, Connection: 'close' });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Answers 404 for a path whose percent-encoding is broken; Next would report it as its own failure. */
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
