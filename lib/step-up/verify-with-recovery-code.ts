import 'server-only';
import { judgeAttempt } from '@/lib/accounts/attempts/attempts';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { takeRecoveryCode } from '@/lib/second-factors/codes/take-recovery-code';
import { completeStepUp, type SteppedUpSession } from './complete-step-up';

/**
 * Steps the session up with a recovery code, which is then used up.
 * @throws {AppError} `step_up_failed` for a wrong or used code, `too_many_attempts` after several.
 */
export async function verifyWithRecoveryCode(user: SignedInUser, code: string): Promise<SteppedUpSession> {
  await judgeAttempt({ kind: 'second-factor', account: user.id }, async () => {
    if (await takeRecoveryCode(user.id, code)) return;
    throw new AppError(
      'step_up_failed',
      'This is not one of your unused recovery codes. Enter another one, or verify in another way.',
      { field: 'code' },
    );
  });
  return actAs(user, (tx) => completeStepUp(tx, user, 'recovery_code'), { alone: true });
}
