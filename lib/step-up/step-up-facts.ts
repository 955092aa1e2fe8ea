import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { methodsOf } from '@/lib/second-factors/methods';
import type { StepUpFacts } from './dto';
import { firstEnrolmentOpen, stepUpEndsAt } from './step-up-policy';

/** Where this session stands at the gate, and how its person can pass it. */
export async function stepUpFacts(user: SignedInUser, now = user.at): Promise<StepUpFacts> {
  const { authenticatedAt, stepUpVerifiedAt } = user.session;
  const endsAt = stepUpEndsAt(stepUpVerifiedAt, now);
  return {
    endsAt: endsAt?.toISOString() ?? null,
    remainingMs: endsAt ? endsAt.getTime() - now.getTime() : 0,
    methods: await methodsOf(user.id),
    firstEnrolmentOpen: firstEnrolmentOpen(authenticatedAt, now),
  };
}
