import 'server-only';
import NextAuth from 'next-auth';
import { env, provide } from '@/lib/env';
import { notFound } from '@/lib/errors';
import { problem } from '@/lib/http/problem';
import { singleton } from '@/lib/singleton';
import { knownDeviceCookie } from '../session/known-device';
import { authOptions } from './options';
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
    let userId: string | undefined;
    const options = authOptions(request, (id) => {
      userId = id;
    });
    const response = await tellOnlyCodes(await NextAuth(request as never, context as never, options));
    if (userId) response.headers.append('set-cookie', knownDeviceCookie(request.headers, userId));
    return response;
  } catch (error) {
    return problem(error);
  }
}
