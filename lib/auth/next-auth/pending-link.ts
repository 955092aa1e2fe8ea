import 'server-only';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import type { OidcLink } from '@/lib/accounts/user/link-with-oidc';
import { secrets } from '@/lib/secrets';
import { cookieLine, cookieOf, cookiePrefix } from '../session/cookie';

/** How long a person has to sign in otherwise, in the same browser. */
const LASTS_S = 15 * 60;
/** Under it, no other cookie of ours can be read as this one. */
const PURPOSE = 'pending link';

const pendingLink = z.object({ userId: z.string(), oidcIssuer: z.string(), oidcSubject: z.string() });
const cookieName = () => `${cookiePrefix()}postern-pending-link`;

/** The `Set-Cookie` line that keeps, encrypted, whom the provider vouched for until they sign in to their account. */
export async function pendingLinkCookie(link: OidcLink): Promise<string> {
  const secret = secrets().authSecret;
  return cookieLine(
    cookieName(),
    await encode({ token: link, secret, maxAge: LASTS_S, salt: PURPOSE }),
    LASTS_S,
  );
}

/** The link that waits for this browser's sign-in; null without one, and when it is too old. */
export async function pendingLinkOf(headers: Headers): Promise<OidcLink | null> {
  const cookie = cookieOf(headers, cookieName());
  if (!cookie) return null;
  const secret = secrets().authSecret;
  const token = await decode({ token: cookie, secret, salt: PURPOSE }).catch(() => null);
  return pendingLink.safeParse(token).data ?? null;
}
