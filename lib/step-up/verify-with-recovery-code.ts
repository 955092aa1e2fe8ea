import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { takeRecoveryCode } from '@/lib/second-factors/codes/take-recovery-code';
import type { SteppedUpSession } from './complete-step-up';
import { verifyWithCode } from './verify-with-code';

/** Steps the session up with a recovery code, which is then used up; `verifyWithCode` says what it throws. */
export function verifyWithRecoveryCode(user: SignedInUser, code: string): Promise<SteppedUpSession> {
  return verifyWithCode(user, {
    method: 'recovery_code',
    take: () => takeRecoveryCode(user.id, code),
    refusal: 'This is not one of your unused recovery codes. Enter another one, or verify in another way.',
  });
}
