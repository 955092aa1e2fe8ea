import 'server-only';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SECURITY_HEADERS } from '@/lib/http/security-headers';

/** Why pages cannot be shown now. */
export type Reason = 'database' | 'pages';

const RETRY_AFTER_S = 3;

const WORDS = {
  database: {
    title: 'Postern waits for its database',
    text: 'The database does not answer just now. Nothing is lost; this page loads again by itself.',
  },
  pages: {
    title: 'Postern is starting again',
    text: 'Pages are ready again in a moment. This page loads again by itself.',
  },
} as const;

/**
 * Answers 503 for a page, a file or a route that is unavailable now: a page that reloads itself, problem+json, or a
 * line of text.
 */
export function answerUnavailable(request: IncomingMessage, response: ServerResponse, reason: Reason): void {
  if (response.destroyed) return;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { type, body, policy } = written(request, reason);
  response.writeHead(503, {
    ...SECURITY_HEADERS,
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    'Retry-After': String(RETRY_AFTER_S),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  // The rest of the request is read and dropped, so that the connection can go on.
  request.resume();
}

const NOTHING_MORE = "default-src 'none'; frame-ancestors 'none'";

function written(request: IncomingMessage, reason: Reason) {
  const { title, text } = WORDS[reason];
  const isRoute = /^[^?]*\/api\//.test(request.url ?? '');
  const isPage = /text\/html/.test(request.headers.accept ?? '') && request.method !== 'POST';
  if (isRoute) {
    const code = 'temporarily_unavailable';
    const details = {
      type: 'about:blank',
      title,
      status: 503,
      code,
      requestId: randomUUID(),
      retryAfterS: RETRY_AFTER_S,
    };
    return { type: 'application/problem+json', body: JSON.stringify(details), policy: NOTHING_MORE };
  }
  if (!isPage)
    return {
      type: 'text/plain; charset=utf-8',
      body: `${title}. Try again in a moment.\n`,
      policy: NOTHING_MORE,
    };
  const policy = `${NOTHING_MORE}; style-src 'unsafe-inline'`;
  return { type: 'text/html; charset=utf-8', body: page(title, text), policy };
}

/** The page has no scripts, since their files may be unavailable, too. */
function page(title: string, text: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${RETRY_AFTER_S}">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 0 24px; text-align: center;
  font: 15px/1.5 system-ui, sans-serif; background: light-dark(#fff, #141416); color: light-dark(#1c1c1f, #ececee); }
h1 { margin: 0; font-size: 18px; font-weight: 600; }
p { margin: 6px 0 0; max-width: 44ch; color: light-dark(#5b5b63, #a3a3ab); }
</style>
</head>
<body><main><h1>${title}</h1><p>${text}</p></main></body>
</html>
`;
}
