import 'server-only';
import { oidcProfile } from '@/lib/auth/oidc-provider';
import { db } from '@/lib/db/prisma';
import { takeInvitationByEmail } from './take-invitation-by-email';

/**
 * The person an OpenID Connect provider vouches for: the account linked to its subject, else the account with the
 * same verified e-mail address (linked from now on), else a new one if an open invitation is bound to that
 * address. Null for everybody else: being known to the provider does not make a member.
 */
export async function signInWithOidc(claims: unknown): Promise<{ userId: string } | null> {
  const parsed = oidcProfile.safeParse(claims);
  if (!parsed.success) return null;
  const { sub, email_verified, name } = parsed.data;
  const linked = await db().user.findUnique({
    where: { oidcSubject: sub },
    select: { id: true, deactivatedAt: true },
  });
  if (linked) return linked.deactivatedAt ? null : { userId: linked.id };
  const email = parsed.data.email?.trim().toLowerCase();
  if (!email || email_verified !== true) return null;
  const { count } = await db().user.updateMany({
    where: { email, oidcSubject: null, deactivatedAt: null },
    data: { oidcSubject: sub },
  });
  if (count === 0) return takeInvitationByEmail({ email, name: name?.trim() || email, oidcSubject: sub });
  const user = await db().user.findUnique({ where: { oidcSubject: sub }, select: { id: true } });
  return user && { userId: user.id };
}
