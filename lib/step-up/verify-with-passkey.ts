import 'server-only';
import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { type ChallengeFor, issueChallenge, takeChallenge } from '@/lib/second-factors/challenges/challenges';
import { CHALLENGE_DURATION_MS } from '@/lib/second-factors/challenges/policy';
import { relyingParty } from '@/lib/second-factors/passkeys/relying-party';
import { verifyAssertion } from '@/lib/second-factors/passkeys/verify-assertion';
import type { Assertion } from '@/lib/second-factors/passkeys/webauthn-schema';
import { completeStepUp, type SteppedUpSession } from './complete-step-up';

/** The options with which the browser asks for one of this person's passkeys or security keys. */
export async function passkeyStepUpOptions(user: SignedInUser) {
  const passkeys = await db().passkey.findMany({
    where: { userId: user.id },
    select: { credentialId: true, transports: true },
  });
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: Buffer.from(await issueChallenge(boundTo(user)), 'base64url'),
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    userVerification: 'required',
    timeout: CHALLENGE_DURATION_MS,
  });
}

/**
 * Steps the session up with a passkey's answer to one of its challenges.
 * @throws {AppError} `step_up_failed` when the challenge was answered before, is too old or another session's, or the
 * passkey is not this person's.
 */
export async function verifyWithPasskey(user: SignedInUser, answer: Assertion): Promise<SteppedUpSession> {
  const challenge = await takeChallenge(boundTo(user), answer.response.clientDataJSON);
  if (!challenge)
    throw new AppError('step_up_failed', 'This check is over. Press Continue to start a new one.');
  if (!(await verifyAssertion(user.id, answer, challenge))) {
    throw new AppError('step_up_failed', `This passkey is not one of ${user.email}. Use another one.`);
  }
  return actAs(user, (tx) => completeStepUp(tx, user, 'passkey'), { alone: true });
}

function boundTo(user: SignedInUser): ChallengeFor {
  return { purpose: 'STEP_UP', userId: user.id, sessionId: user.session.id };
}
