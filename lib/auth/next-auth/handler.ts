import 'server-only';
import NextAuth from 'next-auth';
import { db } from '@/lib/db/prisma';
import { env, provide } from '@/lib/env';
import { notFound } from '@/lib/errors';
import { problem } from '@/lib/http/problem';
import { singleton } from '@/lib/singleton';
import { knownDeviceCookie } from '../session/known-device';
import { authOptions, type Outcome } from './options';
import { pendingLinkCookie } from './pending-link';
import { tellOnlyCodes } from './tell-only-codes';

type Context = { params: Promise<{ nextauth?: string[] }> };

// next-auth's own session and sign-out pages stay closed: our sessions are read and ended by their row.
const OPEN_ACTIONS = new Set(['csrf', 'callback', 'signin']);

// Only identity providers send people back by GET; next-auth's handler fails for others.
const FORM_PROVIDERS = new Set(['password', 'passkey']);

/** The routes of next-auth that we use. */
export async function nextAuthHandler(request: Request, context: Context): Promise<Response> {
  const { nextauth: [action = '', provider = ''] = [] } = await context.params;
  const wrongWay = action === 'callback' && FORM_PROVIDERS.has(provider) && request.method !== 'POST';
  if (!OPEN_ACTIONS.has(action) || wrongWay) return problem(notFound('page'));
  singleton('nextAuthUrl', () => {
    // next-auth reads its own address only from the environment.
    provide('NEXTAUTH_URL', env().publicUrl.origin);
    return true;
  });
  try {
    const outcome: Outcome = {};
    const options = authOptions(request, outcome);
    const response = await tellOnlyCodes(await NextAuth(request as never, context as never, options));
    for (const cookie of await cookiesAfter(request.headers, outcome))
      response.headers.append('set-cookie', cookie);
    return response;
  } catch (error) {
    return problem(error);
  }
}

/** Cookies besides next-auth's own: the mark of a known browser, or who has to sign in to be linked. */
async function cookiesAfter(headers: Headers, { signedInId, pendingLink }: Outcome): Promise<string[]> {
  const select = { id: true, passwordHash: true } as const;
  const user = signedInId && (await db().user.findUnique({ where: { id: signedInId }, select }));
  return [
    ...(user ? [knownDeviceCookie(headers, user)] : []),
    ...(pendingLink ? [await pendingLinkCookie(pendingLink)] : []),
  ];
}
