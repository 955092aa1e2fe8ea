import 'server-only';
import type { SignedInUser, SteppedUpUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { stepUpEndsAt } from './step-up-policy';

/**
 * The only place that makes a SteppedUpUser.
 * @throws {AppError} `step_up_required` from the fifteenth minute on.
 */
export function requireStepUp(user: SignedInUser, now = user.at): SteppedUpUser {
  const endsAt = stepUpEndsAt(user.session.stepUpVerifiedAt, now);
  if (!endsAt) throw new AppError('step_up_required', 'Verify your identity to use Webhook Tokens.');
  return { ...user, stepUpEndsAt: endsAt } as SteppedUpUser;
}
