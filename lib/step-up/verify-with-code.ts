import 'server-only';
import { judgeAttempt } from '@/lib/accounts/attempts/attempts';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { completeStepUp, type SteppedUpSession } from './complete-step-up';
import type { StepUpMethod } from './dto';

type Code = {
  method: StepUpMethod;
  /** Uses the code up, and says whether it was right. */
  take: () => Promise<boolean>;
  /** What is said of a wrong one. */
  refusal: string;
};

/**
 * Steps the session up with a code, of whatever kind: wrong ones of all kinds are counted together.
 * @throws {AppError} `step_up_failed` for a wrong or used code, `too_many_attempts` after several.
 */
export async function verifyWithCode(
  user: SignedInUser,
  { method, take, refusal }: Code,
): Promise<SteppedUpSession> {
  await judgeAttempt({ kind: 'second-factor', account: user.id }, async () => {
    if (!(await take())) throw new AppError('step_up_failed', refusal, { field: 'code' });
  });
  return actAs(user, (tx) => completeStepUp(tx, user, method), { alone: true });
}
