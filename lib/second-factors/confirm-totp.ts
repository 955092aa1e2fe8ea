import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import type { SignedInUser } from '@/lib/auth/principals';
import { open } from '@/lib/crypto/secret-box';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { completeStepUp, type SteppedUpSession } from '@/lib/step-up/complete-step-up';
import { stepOfCode, totpContext } from './codes/totp';
import { requireEnrolment } from './require-enrolment';

/**
 * Confirms the offered authenticator app by one of its codes, which is then used up. As the first method it steps the
 * session up.
 * @throws {AppError} like requireEnrolment; `step_up_failed` for a wrong code.
 */
export async function confirmTotp(
  user: SignedInUser,
  code: string,
  now = user.at,
): Promise<{ session: SteppedUpSession | null }> {
  return db().$transaction(async (tx) => {
    const { first } = await requireEnrolment(tx, user, now);
    const offered = await tx.totpSecret.findFirst({
      where: { userId: user.id, confirmedAt: null },
      select: { ciphertext: true, keyVersion: true },
    });
    const secret = offered && open(offered.ciphertext, offered.keyVersion, totpContext(user.id));
    const step = secret && stepOfCode(secret, code, now);
    if (!step) {
      throw new AppError('step_up_failed', 'This code is not right. Wait for the next one and try again.', {
        field: 'code',
      });
    }
    await tx.totpSecret.updateMany({
      where: { userId: user.id, confirmedAt: null },
      data: { confirmedAt: now, lastUsedStep: step },
    });
    await recordEvent(tx, user, 'second_factor.add_authenticator_app', user.id);
    return { session: first ? await completeStepUp(tx, user, 'authenticator_app', now) : null };
  });
}
