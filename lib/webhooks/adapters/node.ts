import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '@/lib/env';
import { closeSoon, isClosing, writeAndClose } from '@/lib/http/write-and-close';
import { tooSlow } from '../answers/envelope';
import { BODY_TIMEOUT_MS, type Call, MAX_BODY_BYTES, type Reply, takesUpload } from '../call/call';
import { receive } from '../receive';
import { MAX_UPLOAD_BYTES } from '../uploads/policy';
import { clientAddress } from './client-address';

/**
 * Everything below `/api/v2` and `/api/v3`, also of one organisation, and the near misses (doubled or back slashes)
 * that Next would redirect or answer with a page.
 */
const WEBHOOK_URL = /^(?:[\\/]+(?:company|network)[\\/]+[^\\/?#]*)?[\\/]+api[\\/]+v[23](?:$|[\\/?#])/i;

/** A client that takes us for a proxy sends an absolute URL; its origin is ignored. */
const ORIGIN = /^https?:\/\/[^/?#]*(?=\/)/i;

export function isWebhookUrl(url: string): boolean {
  return WEBHOOK_URL.test(withoutOrigin(url));
}

function withoutOrigin(url: string): string {
  return url.startsWith('/') ? url : url.replace(ORIGIN, '');
}

/**
 * Takes every request below `/api/v2` and `/api/v3` from Node's own HTTP server. Returns false, having touched nothing,
 * for all others.
 */
export function webhookListener(request: IncomingMessage, response: ServerResponse): boolean {
  const url = withoutOrigin(request.url ?? '');
  if (!WEBHOOK_URL.test(url)) return false;
  // A call on a closing connection would take effect without ever being answered.
  if (isClosing(request)) return true;
  void answer(request, response, url);
  return true;
}

async function answer(request: IncomingMessage, response: ServerResponse, url: string) {
  const queryAt = url.indexOf('?');
  const path = queryAt < 0 ? url : url.slice(0, queryAt);
  const isUpload = takesUpload(request.method ?? '', path);
  const body = await (isUpload ? announced(request) : readBody(request));
  // The sender hung up before the call had any effect.
  if (body === 'gone') return request.destroy();
  if (body === 'late') return writeAndClose(request, response, tooSlow());
  const call: Call = {
    method: request.method ?? '',
    path,
    query: queryAt < 0 ? '' : url.slice(queryAt + 1),
    headers: flatten(request.headers),
    body,
    upload: isUpload && body !== null ? request : undefined,
    sourceAddress: clientAddress(
      request.headers['x-forwarded-for']?.toString(),
      request.socket.remoteAddress ?? '',
      env().TRUSTED_PROXY_HOPS,
    ),
  };
  const reply = await receive(call).catch(() => null);
  // Destroys the response, not the request: after a fully read request Node would leave the connection open and the
  // caller waiting.
  if (reply === null) return response.destroy();
  if (body === null || (isUpload && !request.complete)) writeAndClose(request, response, reply);
  else response.writeHead(reply.status, headersOf(reply)).end(reply.body ?? undefined);
}

/** Node would send a body without a length in chunks. */
function headersOf({ headers, body }: Reply) {
  return body === null ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
}

function flatten(headers: IncomingMessage['headers']): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}

const NO_BODY = new Uint8Array();

/** The body of an upload, none of it read; null when its Content-Length is beyond the limit. */
function announced(request: IncomingMessage): Uint8Array | null {
  return Number(request.headers['content-length']) > MAX_UPLOAD_BYTES ? null : NO_BODY;
}

/**
 * Null when it is longer than the limit, 'late' when it did not arrive in full in time, 'gone' when the sender hung
 * up.
 */
type Body = Uint8Array | null | 'late' | 'gone';

async function readBody(request: IncomingMessage): Promise<Body> {
  const length = request.headers['content-length'];
  if (length === undefined && request.headers['transfer-encoding'] === undefined) {
    request.resume();
    return NO_BODY;
  }
  if (Number(length) > MAX_BODY_BYTES) {
    closeSoon(request);
    return null;
  }
  // Node parses what it has read before it goes on here: a small body is there with its headers.
  await null;
  if (request.destroyed) return 'gone';
  if (length !== String(request.readableLength)) return restOfBody(request);
  const body: Buffer | null = request.read();
  request.resume();
  return body ?? NO_BODY;
}

function restOfBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (result: Body) => {
      clearTimeout(timer);
      if (result === null || result === 'late') closeSoon(request);
      resolve(result);
    };
    const timer = setTimeout(settle, BODY_TIMEOUT_MS, 'late');
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        request.pause();
        settle(null);
      } else chunks.push(chunk);
    });
    request.on('end', () => settle(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on('error', () => settle('gone'));
    request.on('close', () => settle('gone'));
  });
}
