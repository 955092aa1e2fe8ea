import 'server-only';
import type { Administrator } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';

/**
 * Makes an invitation's link useless.
 * @throws {AppError} `not_found` when it was used or revoked before.
 */
export async function revokeInvitation(_administrator: Administrator, invitationId: string): Promise<void> {
  const { count } = await db().invitation.updateMany({
    where: { id: invitationId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw notFound('open invitation');
}
