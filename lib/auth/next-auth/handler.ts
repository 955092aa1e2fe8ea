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

// Its own session and sign-out pages stay closed: a session is read and ended by its row.
const OPEN_ACTIONS = new Set(['csrf', 'callback', 'signin']);

// Only an identity provider sends people back by GET; to anything else next-auth's own handler fails.
const FORM_PROVIDERS = new Set(['password', 'passkey']);

/** next-auth's routes, as far as we use them. */
export async function nextAuthHandler(request: Request, context: Context): Promise<Response> {
  const { nextauth: [action = '', provider = ''] = [] } = await context.params;
  const wrongWay = action === 'callback' && FORM_PROVIDERS.has(provider) && request.method !== 'POST';
  if (!OPEN_ACTIONS.has(action) || wrongWay) return problem(notFound('page'));
  singleton('nextAuthUrl', () => {
    // It reads its own address from the environment only.
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
