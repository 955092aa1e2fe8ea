import 'server-only';
import type { Transaction } from '@/lib/db/prisma';

/** What a link of a person must do to be concerned; several are alternatives. */
type Kind = { resetsPassword?: true; resetsSecondFactors?: true; origin?: 'EMAIL' };

/** Makes a person's open links of these kinds useless; without kinds, all of them. */
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
 * Makes what somebody issued as an administrator useless, when they are one no longer: an invitation or a link kept back
 * would be a way to be one again.
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
