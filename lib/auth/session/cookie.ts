import 'server-only';
import { decode, encode } from 'next-auth/jwt';
import { env } from '@/lib/env';
import { secrets } from '@/lib/secrets';
import { SESSION_DURATION_MS } from './policy';

/** Over https the `__Host-` prefix makes browsers refuse the cookie from any other host, path or plain http. */
export function sessionCookieName(): string {
  return `${env().publicUrl.protocol === 'https:' ? '__Host-' : ''}postern-session`;
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
  return serialise(
    await encode({ token: { sid: session.id }, secret: secrets().authSecret, maxAge }),
    maxAge,
  );
}

/** The `Set-Cookie` line that makes a browser forget its session. */
export function clearedSessionCookie(): string {
  return serialise('', 0);
}

/** The session id in a cookie's value; null when it is not ours, was altered or is too old. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: secrets().authSecret }).catch(() => null);
  return typeof token?.sid === 'string' ? token.sid : null;
}

/** `Expires` is for clients that do not know `Max-Age`, which does not depend on the browser's clock. */
function serialise(value: string, maxAgeS: number): string {
  const { secure } = cookieOptions();
  const expires = new Date(maxAgeS > 0 ? Date.now() + maxAgeS * 1000 : 0);
  const lasts = [`Max-Age=${maxAgeS}`, `Expires=${expires.toUTCString()}`];
  const parts = [`${sessionCookieName()}=${value}`, 'Path=/', ...lasts, 'HttpOnly', 'SameSite=Lax'];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}
