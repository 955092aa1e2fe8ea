import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
// biome-ignore lint/style/noRestrictedImports: cache() is one look-up per request, not a component.
import { cache } from 'react';
import { isSetUp } from '@/lib/accounts/first-account/is-set-up';
import { PAGE_PATH_HEADER } from './page-path-header';
import type { SignedInUser } from './principals';
import { sessionCookieName } from './session/cookie';
import { userOfCookie } from './session/user-of-request';

/** The person of this request, for pages and layouts; null when signed out. Looked up once per request. */
export const currentUser = cache(async (): Promise<SignedInUser | null> => {
  return userOfCookie((await cookies()).get(sessionCookieName())?.value, await headers());
});

/**
 * The signed-in person, for pages. Others are redirected to set-up (empty installation) or to sign-in, and back here
 * after it.
 */
export async function requireUser(): Promise<SignedInUser> {
  const user = await currentUser();
  if (user) return user;
  if (!(await isSetUp())) redirect('/setup');
  const path = (await headers()).get(PAGE_PATH_HEADER);
  redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in');
}
