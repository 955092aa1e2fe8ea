import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { StepUpGiven } from './dto';
import { stepUpEndsAt } from './step-up-policy';

/** The person's open step-up in the form that a browser needs; null when the module is closed. */
export function openStepUp(user: SignedInUser): StepUpGiven | null {
  const endsAt = stepUpEndsAt(user.session.stepUpVerifiedAt, user.at);
  return endsAt && { endsAt: endsAt.toISOString(), remainingMs: endsAt.getTime() - user.at.getTime() };
}
