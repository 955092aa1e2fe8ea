import 'server-only';
import { randomUUID } from 'node:crypto';
import { isCancelled } from '@/lib/db/is-cancelled';
import { AppError, isAppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { maskTokens } from '@/lib/redaction/mask-secrets';

/** Writes any failure as RFC 9457 problem+json. What is not an AppError is logged and becomes a bare 500. */
export function problem(error: unknown): Response {
  const requestId = randomUUID();
  const known = isAppError(error) ? error : isCancelled(error) ? tookTooLong() : undefined;
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
    maskTokens(JSON.stringify({ type: 'about:blank', title: message, status, code, requestId, ...details })),
    { status, headers },
  );
}

/** PostgreSQL has stopped the statement at the time limit of pages (lib/db/pool.ts). */
function tookTooLong(): AppError {
  return new AppError(
    'temporarily_unavailable',
    'The database took too long for this. Ask for less at once, or try again in a moment.',
    { retryAfterS: 5 },
  );
}
