import { type BrowserContext, test } from 'playwright/test';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { createSession } from '@/lib/auth/session/create-session';
import { db } from '@/lib/db/prisma';

type SignedIn = {
  /** Opens the Webhook Tokens module, as if the second factor had just been verified. */
  steppedUp?: boolean;
  /** How long ago the person signed in. */
  signedInAgoMs?: number;
};
type WithId = { id: string };

/** Signs a person in without the sign-in page: a session row, and its cookie in the browser. */
export async function signIn(
  context: BrowserContext,
  user: WithId,
  { steppedUp = false, signedInAgoMs = 0 }: SignedIn = {},
): Promise<void> {
  const session = await createSession(user.id, { sourceAddress: '127.0.0.1', userAgent: 'Playwright' });
  await db().session.update({
    where: { id: session.id },
    data: {
      authenticatedAt: new Date(Date.now() - signedInAgoMs),
      stepUpVerifiedAt: steppedUp ? new Date() : null,
    },
    select: { id: true },
  });
  const { baseURL } = test.info().project.use;
  if (!baseURL) throw new Error('playwright.config.ts sets no baseURL');
  const [pair = ''] = (await sessionCookie(session)).split(';');
  const [name = '', value = ''] = pair.split('=');
  await context.addCookies([{ name, value, url: baseURL, httpOnly: true, sameSite: 'Lax' }]);
}

/** Makes the second factor of a person's sessions so old; null: never given. */
export async function setStepUpAge(user: WithId, ageMs: number | null): Promise<void> {
  await db().session.updateMany({
    where: { userId: user.id },
    data: { stepUpVerifiedAt: ageMs === null ? null : new Date(Date.now() - ageMs) },
  });
}

/** Makes the second factor of a person's sessions older, as if so much time had passed since it was given. */
export async function letTimePass(user: WithId, ms: number): Promise<void> {
  await db().$executeRaw`
    update session set step_up_verified_at = step_up_verified_at - ${ms} * interval '1 millisecond'
    where user_id = ${user.id}`;
}

/** The ids of the sessions that a person has in browsers, also of ended ones. */
export async function sessionIdsOf(user: WithId): Promise<string[]> {
  const sessions = await db().session.findMany({
    where: { userId: user.id, userAgent: { not: null } },
    select: { id: true },
  });
  return sessions.map(({ id }) => id);
}
