import 'server-only';
import { judgeAttempt } from '@/lib/accounts/attempts/attempts';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { takeTotpCode } from '@/lib/second-factors/codes/take-totp-code';
import { completeStepUp, type SteppedUpSession } from './complete-step-up';

/**
 * Steps the session up with a code of the authenticator app.
 * @throws {AppError} `step_up_failed` for a wrong or used code, `too_many_attempts` after several.
 */
export async function verifyWithTotp(user: SignedInUser, code: string): Promise<SteppedUpSession> {
  await judgeAttempt({ kind: 'second-factor', account: user.id }, async () => {
    if (await takeTotpCode(user.id, code, user.at)) return;
    throw new AppError(
      'step_up_failed',
      'This code is not right or was used before. Wait for the next one.',
      { field: 'code' },
    );
  });
  return actAs(user, (tx) => completeStepUp(tx, user, 'authenticator_app'), { alone: true });
}
