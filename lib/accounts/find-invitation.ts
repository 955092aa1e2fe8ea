import 'server-only';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import type { InvitationFacts } from './dto';
import { invitationHash } from './invitations/code';
import { openInvitations } from './invitations/open-invitations';

/** What a link's holder may learn before joining; null when the link cannot be used (any more). */
export async function findInvitation(code: string): Promise<InvitationFacts | null> {
  const invitation = await db().invitation.findFirst({
    where: { tokenHash: invitationHash(code), ...openInvitations(await databaseNow()) },
    select: { email: true, invitedBy: { select: { name: true } } },
  });
  const organization = await db().organization.findFirst({ select: { name: true } });
  if (!invitation || !organization) return null;
  return {
    organizationName: organization.name,
    invitedBy: invitation.invitedBy.name,
    email: invitation.email,
  };
}
