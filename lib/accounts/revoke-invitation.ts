import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { Administrator } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';

/**
 * Revokes an invitation's link.
 * @throws {AppError} `not_found` when it was used or revoked before.
 */
export async function revokeInvitation(administrator: Administrator, invitationId: string): Promise<void> {
  const { count } = await actAs(administrator, (tx) =>
    tx.invitation.updateMany({
      where: { id: invitationId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    }),
  );
  if (count === 0) throw notFound('open invitation');
}
