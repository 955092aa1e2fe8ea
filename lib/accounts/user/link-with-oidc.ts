import 'server-only';
import { db, isUniqueViolation } from '@/lib/db/prisma';

/** An account, and the person of an OpenID Connect provider who signs in to it. */
export type OidcLink = { userId: string; oidcIssuer: string; oidcSubject: string };

/**
 * Links an account that was just signed in to with the person whom the provider vouched for. Nothing changes when one
 * of the two has a link already.
 */
export async function linkWithOidc({ userId, ...vouched }: OidcLink): Promise<void> {
  try {
    await db().user.updateMany({
      where: { id: userId, deactivatedAt: null, oidcSubject: null },
      data: vouched,
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
}
