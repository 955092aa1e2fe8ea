import 'server-only';
import { db } from '@/lib/db/prisma';
import { clientOf } from '@/lib/http/client';
import type { SignedInUser } from './principals';
import { sessionCookieName, sessionIdOf } from './session-cookie';
import { LAST_SEEN_INTERVAL_MS } from './session-policy';

/** The person whose cookie a request carries, for route handlers; null when signed out. */
export async function userOfRequest(request: Request): Promise<SignedInUser | null> {
  const name = sessionCookieName();
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const cookie = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return userOfCookie(cookie, request.headers);
}

/**
 * The person of a session cookie's value. The only place that makes a SignedInUser: the session is open and its
 * person is not deactivated.
 */
export async function userOfCookie(
  cookie: string | undefined,
  headers: Headers,
): Promise<SignedInUser | null> {
  const id = await sessionIdOf(cookie);
  if (!id) return null;
  const now = new Date();
  const session = await db().session.findFirst({
    where: { id, revokedAt: null, expiresAt: { gt: now }, user: { deactivatedAt: null } },
    select: {
      id: true,
      authenticatedAt: true,
      stepUpVerifiedAt: true,
      lastSeenAt: true,
      user: { select: { id: true, email: true, name: true, role: true } },
    },
  });
  if (!session) return null;
  const { user, lastSeenAt, ...rest } = session;
  await noteSeen(session.id, lastSeenAt, now);
  return { ...user, sourceAddress: clientOf(headers).sourceAddress, session: rest } as SignedInUser;
}

async function noteSeen(id: string, lastSeenAt: Date, now: Date) {
  const due = new Date(now.getTime() - LAST_SEEN_INTERVAL_MS);
  if (lastSeenAt > due) return;
  // Of several requests at once, one writes.
  await db().session.updateMany({ where: { id, lastSeenAt: { lte: due } }, data: { lastSeenAt: now } });
}
