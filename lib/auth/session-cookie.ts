import 'server-only';
import { decode, encode } from 'next-auth/jwt';
import { env } from '@/lib/env';
import { secrets } from '@/lib/secrets';

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
 * themselves; it is the same encrypted token that next-auth's own callback writes.
 */
export async function sessionCookie(session: { id: string; expiresAt: Date }): Promise<string> {
  const maxAge = Math.max(1, Math.round((session.expiresAt.getTime() - Date.now()) / 1000));
  const token = await encode({ token: { sid: session.id }, secret: secrets().authSecret, maxAge });
  return serialise(token, session.expiresAt);
}

/** The `Set-Cookie` line that makes a browser forget its session. */
export function clearedSessionCookie(): string {
  return serialise('', new Date(0));
}

/** The session id a cookie value carries; null when it is not ours, was altered or is too old. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: secrets().authSecret }).catch(() => null);
  return typeof token?.sid === 'string' ? token.sid : null;
}

function serialise(value: string, expires: Date): string {
  const { secure } = cookieOptions();
  const parts = [`${sessionCookieName()}=${value}`, 'Path=/', `Expires=${expires.toUTCString()}`];
  return [...parts, 'HttpOnly', 'SameSite=Lax', ...(secure ? ['Secure'] : [])].join('; ');
}
