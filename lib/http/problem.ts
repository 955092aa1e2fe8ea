import 'server-only';
import { randomUUID } from 'node:crypto';
import { AppError, isAppError } from '@/lib/errors';
import { log } from '@/lib/log';

/** Writes any failure as RFC 9457 problem+json. What is not an AppError is logged and becomes a bare 500. */
export function problem(error: unknown): Response {
  const requestId = randomUUID();
  const known = isAppError(error) ? error : undefined;
  if (!known) log().error({ requestId, err: error }, 'request failed');
  const { code, message, status, details } =
    known ??
    new AppError(
      'internal_error',
      `Postern could not finish this request. Its log has the cause under ${requestId}.`,
    );
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (details.retryAfterS) headers.set('retry-after', String(details.retryAfterS));
  return new Response(
    JSON.stringify({ type: 'about:blank', title: message, status, code, requestId, ...details }),
    { status, headers },
  );
}
