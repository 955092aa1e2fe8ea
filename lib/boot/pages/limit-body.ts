import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { announcesTooMuch, bodyTooLarge, MAX_BODY_BYTES } from '@/lib/http/body-limit';
import { problem } from '@/lib/http/problem';
import { SECURITY_HEADERS } from '@/lib/http/security-headers';
import { writeAndClose } from '@/lib/http/write-and-close';

/**
 * Answers 413, before anything of the body is read, when its announced length is over the limit; else returns false.
 */
export function refuseLargeBody(request: IncomingMessage, response: ServerResponse): boolean {
  if (!announcesTooMuch(request.headers['content-length'])) return false;
  void refuse(request, response);
  return true;
}

/**
 * Counts a body without an announced length, which Next would read whole for a server action or next-auth. Over the
 * limit it calls `stop` and answers 413.
 */
export function limitBody(request: IncomingMessage, response: ServerResponse, stop: () => void): void {
  if (request.headers['transfer-encoding'] === undefined) return;
  let size = 0;
  request.on('data', function count(chunk: Buffer) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) return;
    request.off('data', count);
    stop();
    if (response.headersSent) response.destroy();
    else void refuse(request, response);
  });
}

async function refuse(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = problem(bodyTooLarge());
  const body = await answer.text();
  if (response.headersSent || response.destroyed) return;
  writeAndClose(request, response, {
    status: answer.status,
    headers: { ...SECURITY_HEADERS, ...Object.fromEntries(answer.headers) },
    body: request.method === 'HEAD' ? null : body,
  });
}
