import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { takeTotpCode } from '@/lib/second-factors/codes/take-totp-code';
import type { SteppedUpSession } from './complete-step-up';
import { verifyWithCode } from './verify-with-code';

/** Steps the session up with a code of the authenticator app; `verifyWithCode` says what it throws. */
export function verifyWithTotp(user: SignedInUser, code: string): Promise<SteppedUpSession> {
  return verifyWithCode(user, {
    method: 'authenticator_app',
    take: () => takeTotpCode(user.id, code, user.at),
    refusal: 'This code is not right or was used before. Wait for the next one.',
  });
}
