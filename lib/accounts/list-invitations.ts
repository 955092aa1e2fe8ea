import 'server-only';
import type { Administrator } from '@/lib/auth/principals';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import type { InvitationRow } from './dto';
import { openInvitations } from './invitations/open-invitations';

/** The invitations that can still be used, newest first. Every administrator sees all of them. */
export async function listInvitations(_administrator: Administrator): Promise<InvitationRow[]> {
  const rows = await db().invitation.findMany({
    where: openInvitations(await databaseNow()),
    orderBy: { id: 'desc' },
    select: { id: true, email: true, role: true, expiresAt: true, invitedBy: { select: { name: true } } },
  });
  return rows.map(({ invitedBy, expiresAt, ...row }) => ({
    ...row,
    invitedBy: invitedBy.name,
    expiresAt: expiresAt.toISOString(),
  }));
}
