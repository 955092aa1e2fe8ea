import 'server-only';
import { decode, encode } from 'next-auth/jwt';
import { env } from '@/lib/env';
import { secrets } from '@/lib/secrets';
import { SESSION_DURATION_MS } from './policy';

/** Over https the `__Host-` prefix makes browsers refuse the cookie from any other host, path or plain http. */
export function sessionCookieName(): string {
  return `${env().publicUrl.protocol === 'https:' ? '__Host-' : ''}postern-session`;
}

/** Attributes of every cookie of ours, as next-auth wants them. */
export function cookieOptions() {
  return {
    httpOnly: true,
    sameSite: 'lax' as const,
    path: '/',
    secure: env().publicUrl.protocol === 'https:',
  };
}

/**
 * The `Set-Cookie` line that makes a browser carry this session. For routes that sign in or renew a session
 * themselves; it is the same encrypted token that next-auth's own callback writes. How long the session lasts, its row says; the cookie
 * only has to outlive that.
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

/** The session id a cookie value carries; null when it is not ours, was altered or is too old. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: secrets().authSecret }).catch(() => null);
  return typeof token?.sid === 'string' ? token.sid : null;
}

/** `Expires` is for what does not know `Max-Age`, which no clock of the browser's can get wrong. */
function serialise(value: string, maxAgeS: number): string {
  const { secure } = cookieOptions();
  const expires = new Date(maxAgeS > 0 ? Date.now() + maxAgeS * 1000 : 0);
  const lasts = [`Max-Age=${maxAgeS}`, `Expires=${expires.toUTCString()}`];
  const parts = [`${sessionCookieName()}=${value}`, 'Path=/', ...lasts, 'HttpOnly', 'SameSite=Lax'];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}
