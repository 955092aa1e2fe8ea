import 'server-only';
import { formerOidcIssuer, oidcProfile } from '@/lib/auth/next-auth/oidc-provider';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import type { Client } from '@/lib/http/client';
import { shorten } from '@/lib/messages/parts/shorten';
import { nameProblem } from '@/lib/names/name-problem';
import { takeInvitationByEmail } from './invitations/take-by-email';
import { PERSON_NAME_MAX } from './schema';
import { linkAccount, type OidcLink } from './user/link-with-oidc';

type Vouched = Omit<OidcLink, 'userId'>;

/**
 * The person that an OpenID Connect provider vouches for: the account linked to its subject, whatever the e-mail
 * address says; else the account with the same verified address, which is linked; else a new one by an open
 * invitation to that address. An account whose address was never proven may be somebody else's who typed it: its link
 * is pending until it is signed in to. Null for everybody else: the provider's users are no members by themselves.
 */
export async function signInWithOidc(
  issuer: string,
  claims: unknown,
  client: Client,
): Promise<{ userId: string } | { pendingLink: OidcLink } | null> {
  const parsed = oidcProfile.safeParse(claims);
  if (!parsed.success) return null;
  const { sub, email_verified, name } = parsed.data;
  const vouched = { oidcIssuer: issuer, oidcSubject: sub };
  const linked = await linkedTo(vouched);
  if (linked) return linked.deactivatedAt ? null : { userId: linked.id };
  const email = parsed.data.email?.toLowerCase();
  if (!email || !email_verified) return null;
  if (await link(vouched, email, client)) {
    const user = await linkedTo(vouched);
    return user && { userId: user.id };
  }
  const unproven = await db().user.findFirst({
    where: { email, deactivatedAt: null, oidcSubject: null },
    select: { id: true },
  });
  if (unproven) return { pendingLink: { userId: unproven.id, ...vouched } };
  const shown = name && nameProblem(name) === null ? name : email;
  return takeInvitationByEmail({ email, name: shorten(shown, PERSON_NAME_MAX), ...vouched }, client);
}

function linkedTo(vouched: Vouched) {
  return db().user.findUnique({
    where: { oidcIssuer_oidcSubject: vouched },
    select: { id: true, deactivatedAt: true },
  });
}

/**
 * Links the account of that proven address, unless it is linked to another subject. A link without an issuer was made by an
 * earlier version during an upgrade; one with the former issuer may be moved.
 */
async function link(vouched: Vouched, email: string, client: Client): Promise<boolean> {
  const account = await db().user.findUnique({ where: { email }, select: { id: true } });
  if (!account) return false;
  const former = formerOidcIssuer();
  const condition = Prisma.sql`(
    oidc_subject is null and email_proven
    or oidc_issuer is null and oidc_subject = ${vouched.oidcSubject}
    or oidc_issuer = ${former})`;
  return linkAccount({ userId: account.id, ...vouched }, condition, client);
}
