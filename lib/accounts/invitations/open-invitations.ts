import 'server-only';
import { databaseNow } from '@/lib/db/now';
import type { Transaction } from '@/lib/db/prisma';
import { isAhead } from '@/lib/instants';
import { INVITATION_DURATION_MS } from './policy';

/**
 * Invitations that can be used at that time: not accepted, not revoked, not expired, and made by somebody who may
 * still invite.
 */
export function openInvitations(now: Date) {
  const invitedBy = { deactivatedAt: null, role: 'ADMINISTRATOR' as const };
  return { acceptedAt: null, revokedAt: null, expiresAt: isAhead(now, INVITATION_DURATION_MS), invitedBy };
}

/**
 * Takes the invitation, once, and only while its maker may still invite: their row is locked until the end.
 * @returns false when it cannot be used (any more).
 */
export async function takeInvitation(tx: Transaction, invitationId: string): Promise<boolean> {
  const [inviter] = await tx.$queryRaw<object[]>`
    select u.id from "user" u join invitation i on i.invited_by_id = u.id
    where i.id = ${invitationId}::uuid and u.deactivated_at is null and u.role = 'ADMINISTRATOR' for share of u`;
  if (!inviter) return false;
  const now = await databaseNow(tx);
  const where = { id: invitationId, ...openInvitations(now) };
  const { count } = await tx.invitation.updateMany({ where, data: { acceptedAt: now } });
  return count > 0;
}
