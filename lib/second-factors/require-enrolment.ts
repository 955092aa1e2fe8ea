import 'server-only';
import { requireStanding } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import type { Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import { firstEnrolmentOpen } from '@/lib/step-up/step-up-policy';
import { hasAnyMethod, methodsOf } from './methods';

/**
 * Allows a method to be added: the first within five minutes of signing in (or of confirming the password), later
 * ones only behind step-up. Locks the person's row until the transaction ends, so that of two simultaneous first
 * methods one is the second.
 * @returns whether it is the first.
 * @throws {AppError} `enrolment_window_closed` or `step_up_required`.
 */
export async function requireEnrolment(
  tx: Transaction,
  user: SignedInUser,
  now = user.at,
): Promise<{ first: boolean }> {
  const standing = await requireStanding(tx, user, { alone: true });
  if (hasAnyMethod(await methodsOf(user.id, tx))) {
    requireStepUp(standing, now);
    return { first: false };
  }
  if (!firstEnrolmentOpen(user.session.authenticatedAt, now)) {
    throw new AppError(
      'enrolment_window_closed',
      'A first method can be set up within five minutes of signing in. Enter your password again, or sign in again, to do it.',
    );
  }
  return { first: true };
}
