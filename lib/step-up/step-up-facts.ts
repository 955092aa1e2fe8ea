import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { methodsOf } from '@/lib/second-factors/methods';
import type { StepUpFacts } from './dto';
import { openStepUp } from './open-step-up';
import { firstEnrolmentOpen } from './step-up-policy';

/** Where this session stands at the gate, and how its person can pass it. */
export async function stepUpFacts(user: SignedInUser): Promise<StepUpFacts> {
  const given = openStepUp(user);
  return {
    endsAt: given?.endsAt ?? null,
    remainingMs: given?.remainingMs ?? 0,
    methods: await methodsOf(user.id),
    firstEnrolmentOpen: firstEnrolmentOpen(user.session.authenticatedAt, user.at),
  };
}
