import 'server-only';
import type { Transaction } from '@/lib/db/prisma';

/** The effects or origin that a link must have to be revoked; several kinds are alternatives. */
type Kind = { resetsPassword?: true; resetsSecondFactors?: true; origin?: 'EMAIL' };

/** Revokes a person's open links of these kinds; without kinds, all of them. */
export async function revokeResetLinks(
  tx: Transaction,
  userId: string,
  now: Date,
  kinds?: readonly Kind[],
): Promise<void> {
  await tx.resetLink.updateMany({
    where: { userId, usedAt: null, revokedAt: null, ...(kinds && { OR: [...kinds] }) },
    data: { revokedAt: now },
  });
}

/**
 * Revokes what somebody issued as an administrator, once they are none: an invitation or link that they kept could
 * make them one again.
 */
export async function revokeWhatWasIssuedBy(tx: Transaction, userId: string, now: Date): Promise<void> {
  await tx.resetLink.updateMany({
    where: { issuedById: userId, usedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  await tx.invitation.updateMany({
    where: { invitedById: userId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
}
