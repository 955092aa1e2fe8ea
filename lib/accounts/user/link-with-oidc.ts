import 'server-only';
import { eventSql } from '@/lib/audit/record-event';
import { Prisma } from '@/lib/db/generated/client';
import { db, isUniqueViolation } from '@/lib/db/prisma';
import type { Client } from '@/lib/http/client';

/** An account, and the person of an OpenID Connect provider who signs in to it. */
export type OidcLink = { userId: string; oidcIssuer: string; oidcSubject: string };

/**
 * Links an account that was just signed in to with the person whom the provider vouched for. Nothing changes when one
 * of the two has a link already.
 */
export async function linkWithOidc(link: OidcLink, client: Client): Promise<void> {
  try {
    await linkAccount(link, Prisma.sql`oidc_subject is null`, client);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
}

/**
 * Links an active account if its row fulfils the condition, in one statement: a change of a unique column locks the person against
 * being made a member, as a message to them does.
 * @returns whether it did.
 */
export async function linkAccount(
  { userId, ...vouched }: OidcLink,
  condition: Prisma.Sql,
  client: Client,
): Promise<boolean> {
  const actor = { id: userId, sourceAddress: client.sourceAddress };
  const linked = await db().$executeRaw`
    with linked as (
      update "user" set oidc_issuer = ${vouched.oidcIssuer}, oidc_subject = ${vouched.oidcSubject}
      where id = ${userId} and deactivated_at is null and ${condition} returning id
    )
    ${eventSql(actor, 'account.link_identity', userId, vouched, Prisma.sql`linked`)}`;
  return linked > 0;
}
