import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { StepUpGiven } from './dto';
import { stepUpEndsAt } from './step-up-policy';

/** The step-up that is open for this person, as a browser needs it; null: the module is closed. */
export function openStepUp(user: SignedInUser): StepUpGiven | null {
  const endsAt = stepUpEndsAt(user.session.stepUpVerifiedAt, user.at);
  return endsAt && { endsAt: endsAt.toISOString(), remainingMs: endsAt.getTime() - user.at.getTime() };
}
