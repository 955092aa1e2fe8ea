import 'server-only';
import { oidcIssuer } from '@/lib/auth/next-auth/oidc-provider';
import { db } from '@/lib/db/prisma';

/**
 * Gives links that were stored without their issuer the one that is configured now: they were made with it. At every
 * start, so that whoever changes the provider later finds each link bound to the one that made it.
 */
export async function adoptOidcLinks(): Promise<void> {
  const issuer = oidcIssuer();
  if (!issuer) return;
  await db().user.updateMany({
    where: { oidcIssuer: null, oidcSubject: { not: null } },
    data: { oidcIssuer: issuer },
  });
}
