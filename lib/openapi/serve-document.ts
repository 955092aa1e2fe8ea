import 'server-only';
import { createHash } from 'node:crypto';
import { singleton } from '@/lib/singleton';
import { openApiDocument } from './document';

const FRESH_S = 300;

/** The document as an answer for anybody, from any origin; 304 when the caller has it already. */
export function serveDocument(request: Request): Response {
  const { body, etag } = singleton('openapi-answer', make);
  const headers = {
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': `public, max-age=${FRESH_S}`,
    'Content-Type': 'application/json;charset=UTF-8',
    ETag: etag,
  };
  const known = request.headers.get('if-none-match')?.split(',') ?? [];
  if (known.some((candidate) => candidate.trim().replace(/^W\//, '') === etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, { headers });
}

function make() {
  const body = JSON.stringify(openApiDocument());
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
}
