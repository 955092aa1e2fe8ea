import 'server-only';
import { randomUUID } from 'node:crypto';
import { isDatabaseAway } from '@/lib/db/database-away';
import { isCancelled } from '@/lib/db/sql-state';
import { AppError, isAppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { maskTokens } from '@/lib/redaction/mask-secrets';

const RETRY_AFTER_S = 3;

/**
 * Writes any failure as RFC 9457 problem+json. A database that is away gives 503; any other error that is no AppError
 * is logged and gives a bare 500.
 */
export function problem(error: unknown): Response {
  const requestId = randomUUID();
  const known = isAppError(error) ? error : outageOf(error);
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

/** A failure of the database itself, not of the query. */
function outageOf(error: unknown): AppError | undefined {
  if (isCancelled(error)) return tookTooLong();
  return isDatabaseAway(error) ? databaseAway() : undefined;
}

/** PostgreSQL stopped the statement at the time limit for pages (lib/db/pool.ts). */
function tookTooLong(): AppError {
  return new AppError(
    'temporarily_unavailable',
    'The database took too long for this. Ask for less at once, or try again in a moment.',
    { retryAfterS: 5 },
  );
}

function databaseAway(): AppError {
  return new AppError('temporarily_unavailable', 'Postern waits for its database; try again in a moment.', {
    retryAfterS: RETRY_AFTER_S,
  });
}
