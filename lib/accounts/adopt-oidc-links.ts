import 'server-only';
import { oidcIssuer } from '@/lib/auth/next-auth/oidc-provider';
import { db } from '@/lib/db/prisma';

/**
 * Gives links that were stored without their issuer the one that is configured now, which made them. Runs at every
 * start, so that a later change of the provider finds each link bound to its issuer.
 */
export async function adoptOidcLinks(): Promise<void> {
  const issuer = oidcIssuer();
  if (!issuer) return;
  await db().user.updateMany({
    where: { oidcIssuer: null, oidcSubject: { not: null } },
    data: { oidcIssuer: issuer },
  });
}
