import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { Administrator } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { invitedAs } from './invitations/invited-as';

/**
 * Revokes an invitation's link.
 * @throws {AppError} `not_found` when it was used or revoked before.
 */
export async function revokeInvitation(administrator: Administrator, invitationId: string): Promise<void> {
  await actAs(administrator, async (tx) => {
    const [revoked] = await tx.invitation.updateManyAndReturn({
      where: { id: invitationId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
      select: { email: true, role: true },
    });
    if (!revoked) throw notFound('open invitation');
    await recordEvent(tx, administrator, 'invitation.revoke', invitationId, invitedAs(revoked));
  });
}
