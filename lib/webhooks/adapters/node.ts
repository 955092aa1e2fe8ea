import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '@/lib/env';
import { isClosing, writeAndClose } from '@/lib/http/write-and-close';
import { tooMuchArriving, tooSlow } from '../answers/envelope';
import { type Call, type Reply, takesUpload } from '../call/call';
import { receive } from '../receive';
import { MAX_UPLOAD_BYTES } from '../uploads/policy';
import { clientAddress } from './client-address';
import { NO_BODY, readBody } from './read-body';

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
  if (body === 'crowded') return writeAndClose(request, response, tooMuchArriving());
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

/** The body of an upload, none of it read; null when its Content-Length is beyond the limit. */
function announced(request: IncomingMessage): Uint8Array | null {
  return Number(request.headers['content-length']) > MAX_UPLOAD_BYTES ? null : NO_BODY;
}
