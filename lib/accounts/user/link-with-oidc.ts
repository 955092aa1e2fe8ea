import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { db, isUniqueViolation } from '@/lib/db/prisma';
import type { Client } from '@/lib/http/client';

/** An account, and the person of an OpenID Connect provider who signs in to it. */
export type OidcLink = { userId: string; oidcIssuer: string; oidcSubject: string };

/**
 * Links an account that was just signed in to with the person whom the provider vouched for. Nothing changes when one
 * of the two has a link already.
 */
export async function linkWithOidc({ userId, ...vouched }: OidcLink, client: Client): Promise<void> {
  const actor = { id: userId, sourceAddress: client.sourceAddress };
  try {
    await db().$transaction(async (tx) => {
      const { count } = await tx.user.updateMany({
        where: { id: userId, deactivatedAt: null, oidcSubject: null },
        data: vouched,
      });
      if (count > 0) await recordEvent(tx, actor, 'account.link_identity', userId, vouched);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
}
