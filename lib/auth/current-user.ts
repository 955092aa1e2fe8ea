import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
// biome-ignore lint/style/noRestrictedImports: cache() is one look-up per request, not a component.
import { cache } from 'react';
import { db } from '@/lib/db/prisma';
import type { SignedInUser } from './principals';
import { sessionCookieName, sessionIdOf } from './session-cookie';
import { LAST_SEEN_INTERVAL_MS } from './session-policy';

/** The path and query of the page asked for, written by proxy.ts over whatever the client sent. */
export const PAGE_PATH_HEADER = 'x-postern-path';

/** The person of this request, for pages and layouts; null when signed out. Looked up once per request. */
export const currentUser = cache(async (): Promise<SignedInUser | null> => {
  return findSignedIn((await cookies()).get(sessionCookieName())?.value);
});

/** The person whose cookie a request carries, for route handlers; null when signed out. */
export async function userOfRequest(request: Request): Promise<SignedInUser | null> {
  const name = sessionCookieName();
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return findSignedIn(pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1));
}

/** For pages: the signed-in person, or off to setting up (empty installation) or signing in, and back here after it. */
export async function requireUser(): Promise<SignedInUser> {
  const user = await currentUser();
  if (user) return user;
  const installed = await db().organization.findFirst({ select: { id: true } });
  if (!installed) redirect('/setup');
  const path = (await headers()).get(PAGE_PATH_HEADER);
  redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in');
}

async function findSignedIn(cookie: string | undefined): Promise<SignedInUser | null> {
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
  return { ...user, session: rest } as SignedInUser;
}

async function noteSeen(id: string, lastSeenAt: Date, now: Date) {
  const due = new Date(now.getTime() - LAST_SEEN_INTERVAL_MS);
  if (lastSeenAt > due) return;
  // Of several requests at once, one writes.
  await db().session.updateMany({ where: { id, lastSeenAt: { lte: due } }, data: { lastSeenAt: now } });
}
