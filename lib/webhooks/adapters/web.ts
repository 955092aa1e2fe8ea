import 'server-only';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { timeOrderedId } from '@/lib/db/ids';
import { env } from '@/lib/env';
import { failure, tooSlow } from '../answers/envelope';
import { BODY_TIMEOUT_MS, MAX_BODY_BYTES, type Reply, takesUpload } from '../call/call';
import { receive, unknownUrl } from '../receive';
import { MAX_UPLOAD_BYTES } from '../uploads/policy';
import { clientAddress } from './client-address';

/**
 * Answers a web `Request`: the route files below `app/api/v2` export this. `next dev` serves webhook calls here; in
 * production `adapters/node.ts` takes them first.
 *
 * Next tells no socket address: it puts it into `X-Forwarded-For` only when the client sent none. Without a trusted
 * proxy that header proves nothing, so the address stays empty.
 */
export async function answerRequest(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const upload = takesUpload(request.method, url.pathname) ? uploadOf(request) : undefined;
  const body = upload === undefined ? await readBody(request) : upload && new Uint8Array();
  // When the sender hung up, nobody reads this answer.
  if (body === 'late') return responseOf(tooSlow());
  const reply = await receive({
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: Object.fromEntries(request.headers),
    body,
    upload: upload ?? undefined,
    sourceAddress: clientAddress(
      request.headers.get('x-forwarded-for') ?? undefined,
      '',
      env().TRUSTED_PROXY_HOPS,
    ),
  }).catch(() => null);
  upload?.destroy();
  return reply === null ? cutOff() : responseOf(reply);
}

/** The nearest that a web `Response` comes to a connection that ends without an answer. */
function cutOff(): Response {
  return new Response(new ReadableStream({ start: (answer) => answer.error(new Error('outcome unknown')) }), {
    status: 504,
  });
}

function responseOf({ status, headers, body }: Reply): Response {
  return new Response(body, { status, headers });
}

/** 404 in the webhooks' envelope, for every URL below `/api` that has no route. */
export function answerUnknownUrl(request: Request): Response {
  const { status, headers, body } = failure(timeOrderedId(), unknownUrl());
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}

/** The body of an upload, none of it read; null when its Content-Length is beyond the limit. */
function uploadOf({ headers, body }: Request): Readable | null {
  if (Number(headers.get('content-length')) > MAX_UPLOAD_BYTES) return null;
  if (!body) return Readable.from([]);
  // The type is declared twice: by the browser's library and by Node's.
  const stream = Readable.fromWeb(body as unknown as NodeReadableStream);
  // The reader gets the failure itself. Without a listener, a failure after the last read would end the process.
  return stream.on('error', () => {});
}

/** The whole body; null when it is longer than the limit, 'late' when it did not arrive in full in time. */
async function readBody(request: Request): Promise<Uint8Array | null | 'late'> {
  if (Number(request.headers.get('content-length')) > MAX_BODY_BYTES) return null;
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    // Ends the read below as if the body had ended.
    void reader.cancel('too slow').catch(() => {});
  }, BODY_TIMEOUT_MS);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MAX_BODY_BYTES) {
        void reader.cancel().catch(() => {});
        return null;
      }
      chunks.push(value);
    }
  } catch {
    return 'late';
  } finally {
    clearTimeout(timer);
  }
  return isLate ? 'late' : Buffer.concat(chunks);
}
