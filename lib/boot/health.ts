import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pool } from '@/lib/db/pool';

const PATH = /^\/api\/health(?:\?|$)/;
const DATABASE_TIMEOUT_MS = 2_000;
const REMEMBERED_MS = 500;

type Phase = 'starting' | 'serving' | 'stopping';

/**
 * `GET /api/health` for load balancers: 200 while this process serves, 503 while it starts or stops or cannot reach the
 * database. Needs no sign-in and tells nothing but that. The listener returns false, having touched nothing, for other requests.
 */
export function healthListener(phase: () => Phase) {
  const database = databaseCheck();
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (!PATH.test(request.url ?? '') || !['GET', 'HEAD'].includes(request.method ?? '')) return false;
    const answer = (status: string) => {
      const body = JSON.stringify({ status });
      response.writeHead(status === 'serving' ? 200 : 503, {
        'Content-Type': 'application/json',
        'Content-Length': body.length,
        'Cache-Control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (phase() !== 'serving') answer(phase());
    else void database().then((isThere) => answer(isThere ? phase() : 'database_unavailable'));
    return true;
  };
}

/** Asks at most twice a second, and not again while an answer is outstanding: a database that hangs gets one connection. */
function databaseCheck(): () => Promise<boolean> {
  let askedMs = Number.NEGATIVE_INFINITY;
  let outstanding = false;
  let answer = Promise.resolve(false);
  return () => {
    if (!outstanding && performance.now() - askedMs > REMEMBERED_MS) {
      askedMs = performance.now();
      outstanding = true;
      answer = pool()
        .query('select 1')
        .then(
          () => true,
          () => false,
        )
        .finally(() => {
          outstanding = false;
        });
    }
    return orFalse(answer, DATABASE_TIMEOUT_MS);
  };
}

async function orFalse(answer: Promise<boolean>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, limitMs, false);
  });
  const first = await Promise.race([answer, limit]);
  clearTimeout(timer);
  return first;
}
