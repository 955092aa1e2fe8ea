import 'server-only';
import type { Transaction } from '@/lib/db/prisma';

/**
 * Removes every method of a person, and unfinished enrolments, inside another verb's transaction, which locks the
 * person's row and ends the sessions: a ceremony under way then finds no session to finish in.
 */
export async function removeSecondFactors(tx: Transaction, userId: string): Promise<void> {
  await tx.passkey.deleteMany({ where: { userId } });
  await tx.totpSecret.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.webauthnChallenge.deleteMany({ where: { userId } });
}
