import 'server-only';
import { db } from '@/lib/db/prisma';
import { clientOf } from '@/lib/http/client';
import { isGoingOn } from '@/lib/instants';
import type { SignedInUser } from '../principals';
import { cookieOf, sessionCookieName, sessionIdOf } from './cookie';
import { openSession } from './open-session';
import { LAST_SEEN_INTERVAL_MS } from './policy';

/** The person whose cookie a request carries, for route handlers; null when signed out. */
export async function userOfRequest(request: Request): Promise<SignedInUser | null> {
  return userOfCookie(cookieOf(request.headers, sessionCookieName()), request.headers);
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
  const [session] = await db().$queryRaw<OpenSession[]>`
    select s.authenticated_at as "authenticatedAt", s.step_up_verified_at as "stepUpVerifiedAt",
           s.last_seen_at as "lastSeenAt", now() as at, u.id, u.email, u.name, u.role::text as role
      from session s join "user" u on u.id = s.user_id
     where s.id = ${id}::uuid and u.deactivated_at is null and ${openSession}`;
  if (!session) return null;
  const { authenticatedAt, stepUpVerifiedAt, lastSeenAt, ...user } = session;
  if (!isGoingOn(lastSeenAt, LAST_SEEN_INTERVAL_MS, user.at)) await noteSeen(id, lastSeenAt, user.at);
  const { sourceAddress } = clientOf(headers);
  return { ...user, sourceAddress, session: { id, authenticatedAt, stepUpVerifiedAt } } as SignedInUser;
}

type OpenSession = Pick<SignedInUser, 'id' | 'email' | 'name' | 'role' | 'at'> &
  Omit<SignedInUser['session'], 'id'> & { lastSeenAt: Date };

/** Only one of several simultaneous requests writes. */
async function noteSeen(id: string, lastSeenAt: Date, now: Date) {
  await db().session.updateMany({ where: { id, lastSeenAt }, data: { lastSeenAt: now } });
}
