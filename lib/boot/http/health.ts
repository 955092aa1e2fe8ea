import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SECURITY_HEADERS } from '@/lib/http/security-headers';
import { databaseWatch } from '../database/watch';

const PATH = /^\/api\/health(\/live)?(?:\?|$)/;

type Phase = 'starting' | 'serving' | 'stopping';

/**
 * `GET /api/health` for load balancers: 200 while this process serves, 503 while it starts, stops or cannot reach the
 * database. `GET /api/health/live` for supervisors: 200 as long as the process answers. Needs no sign-in and tells
 * nothing else. The listener returns false, having touched nothing, for other requests.
 */
export function healthListener(phase: () => Phase) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = PATH.exec(request.url ?? '');
    if (!path || !['GET', 'HEAD'].includes(request.method ?? '')) return false;
    const answer = (status: string) => {
      const body = JSON.stringify({ status });
      response.writeHead(status === 'serving' || status === 'alive' ? 200 : 503, {
        ...SECURITY_HEADERS,
        'Content-Type': 'application/json',
        'Content-Length': body.length,
        'Cache-Control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (path[1]) answer('alive');
    else if (phase() !== 'serving') answer(phase());
    else
      void databaseWatch()
        .isThere()
        .then((isThere) => answer(isThere ? phase() : 'database_unavailable'));
    return true;
  };
}
