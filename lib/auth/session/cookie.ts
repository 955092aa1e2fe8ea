import 'server-only';
import { decode, encode } from 'next-auth/jwt';
import { env } from '@/lib/env';
import { secrets } from '@/lib/secrets';
import { SESSION_DURATION_MS } from './policy';

/** Begins the names of our cookies. Over https it makes browsers refuse them from any other host, path or plain http. */
export function cookiePrefix(): '__Host-' | '' {
  return env().publicUrl.protocol === 'https:' ? '__Host-' : '';
}

export function sessionCookieName(): string {
  return `${cookiePrefix()}postern-session`;
}

/** Attributes of all our cookies, in next-auth's format. */
export function cookieOptions() {
  return {
    httpOnly: true,
    sameSite: 'lax' as const,
    path: '/',
    secure: env().publicUrl.protocol === 'https:',
  };
}

/**
 * The `Set-Cookie` line that gives a browser this session, for routes that sign in or renew a session themselves; the
 * same encrypted token as next-auth's callback writes. The session's row says how long it lasts; the cookie only has
 * to outlive that.
 */
export async function sessionCookie(session: { id: string }): Promise<string> {
  const maxAge = SESSION_DURATION_MS / 1000;
  const value = await encode({ token: { sid: session.id }, secret: secrets().authSecret, maxAge });
  return cookieLine(sessionCookieName(), value, maxAge);
}

/** The `Set-Cookie` line that makes a browser forget its session. */
export function clearedSessionCookie(): string {
  return cookieLine(sessionCookieName(), '', 0);
}

/** The session id in a cookie's value; null when it is not ours, was altered or is too old. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: secrets().authSecret }).catch(() => null);
  return typeof token?.sid === 'string' ? token.sid : null;
}

/** The value of a request's cookie. */
export function cookieOf(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/**
 * The `Set-Cookie` line of one of our cookies. `Expires` is for clients that do not know `Max-Age`, which does not
 * depend on the browser's clock.
 */
export function cookieLine(name: string, value: string, maxAgeS: number): string {
  const { secure } = cookieOptions();
  const expires = new Date(maxAgeS > 0 ? Date.now() + maxAgeS * 1000 : 0);
  const lasts = [`Max-Age=${maxAgeS}`, `Expires=${expires.toUTCString()}`];
  const parts = [`${name}=${value}`, 'Path=/', ...lasts, 'HttpOnly', 'SameSite=Lax'];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}
