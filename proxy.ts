import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { PAGE_PATH_HEADER } from '@/lib/auth/page-path-header';
import { env } from '@/lib/env';

/**
 * Sets the headers that only pages need, among them a policy that runs only scripts with this response's nonce.
 * lib/boot/http/next-handler.ts sets SECURITY_HEADERS on all answers of Next; whoever else answers sets them as well.
 * Next reads the nonce from the request's policy and puts it on its own scripts.
 */
export function proxy(request: NextRequest) {
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'));
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set(PAGE_PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'no-store');
  response.headers.set('permissions-policy', PERMISSIONS);
  if (env().publicUrl.protocol === 'https:') {
    response.headers.set('strict-transport-security', `max-age=${ONE_YEAR_S}`);
  }
  return response;
}

// The routes below /api send JSON, never a document; static files carry no secrets and must stay cacheable.
export const config = {
  matcher: ['/((?!api/|_next/static/|_next/image/|[^/]+\\.(?:svg|png|ico|woff2)$).*)'],
};

const ONE_YEAR_S = 365 * 24 * 60 * 60;

const PERMISSIONS = [
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
  'clipboard-write=(self)',
  'camera=()',
  'geolocation=()',
  'microphone=()',
  'payment=()',
  'usb=()',
].join(', ');

function contentSecurityPolicy(nonce: string): string {
  const development = env().NODE_ENV === 'development';
  return [
    "default-src 'self'",
    // React's development build makes readable stack traces with eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // Radix positions what floats by style attributes, and sonner brings its sheet in a <style> without a nonce.
    "style-src 'self' 'unsafe-inline'",
    // Foreign pictures come through this server (lib/pictures), so no other server learns who reads a message.
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
