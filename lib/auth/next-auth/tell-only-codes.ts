import 'server-only';
import { statusOf } from '@/lib/errors';

/** Codes of next-auth and of the callbacks for a refusal; `sign-in-errors.ts` has the words. */
const CODES = new Set([
  ...Object.keys(statusOf),
  'AccessDenied',
  'Callback',
  'CredentialsSignin',
  'NoAccount',
  'NotConnected',
  'OAuthCallback',
  'OAuthSignin',
]);

/** next-auth's own pages, of which we serve none. */
const OWN_PAGES = /^\/api\/auth\/(?:error|signin)$/;

/**
 * Lets only known codes through in next-auth's redirects to the sign-in page (`too_many_attempts:30` carries
 * seconds): next-auth puts the message of any error from a callback into the URL.
 */
export async function tellOnlyCodes(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  const location = headers.get('location');
  if (location) {
    headers.set('location', withKnownError(location));
    return new Response(response.body, { status: response.status, headers });
  }
  if (!headers.get('content-type')?.includes('json')) return response;
  const body = await response.json();
  if (typeof body?.url === 'string') body.url = withKnownError(body.url);
  return new Response(JSON.stringify(body), { status: response.status, headers });
}

function withKnownError(address: string): string {
  const base = 'http://postern.invalid';
  const url = new URL(address, base);
  const error = url.searchParams.get('error');
  if (error === null) return address;
  const code = CODES.has(error.replace(/:\d{1,6}$/, '')) ? error : 'internal_error';
  if (OWN_PAGES.test(url.pathname)) return `/sign-in?error=${code}`;
  url.searchParams.set('error', code);
  return url.origin === base ? `${url.pathname}${url.search}` : url.href;
}
