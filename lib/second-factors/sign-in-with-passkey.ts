import 'server-only';
import { generateAuthenticationOptions } from '@simplewebauthn/server';
import type { ProvenUser } from '@/lib/auth/session/create-session';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { CHALLENGE_DURATION_MS } from './challenges/policy';
import { issueSignInChallenge, takeSignInChallenge } from './challenges/sign-in-challenges';
import { relyingParty } from './passkeys/relying-party';
import { verifyAssertion } from './passkeys/verify-assertion';
import { type Assertion, assertion } from './passkeys/webauthn-schema';

/** The options with which the browser asks for any passkey of ours; the answer tells whose it is. */
export async function passkeySignInOptions() {
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: Buffer.from(await issueSignInChallenge(), 'base64url'),
    userVerification: 'required',
    timeout: CHALLENGE_DURATION_MS,
  });
}

/**
 * The person whose passkey answered.
 * @throws {AppError} `sign_in_failed`, the same for every reason but one: `passkey_count_fell`, like verifyAssertion.
 */
export async function signInWithPasskey(responseJson: string): Promise<ProvenUser> {
  const answer = assertion.safeParse(parseJson(responseJson)).data;
  const userId = answer && (await ownerOf(answer));
  const challenge = userId && (await takeSignInChallenge(answer.response.clientDataJSON));
  if (!challenge || !(await verifyAssertion(userId, answer, challenge))) throw failed();
  const user = await db().user.findFirst({
    where: { id: userId, deactivatedAt: null },
    select: { id: true },
  });
  if (!user) throw failed();
  return { userId, proof: { credentialId: answer.id } };
}

/** The passkey's owner; null when the answer names another user. Its signature still has to prove it. */
async function ownerOf({ id, response }: Assertion): Promise<string | null> {
  const passkey = await db().passkey.findUnique({ where: { credentialId: id }, select: { userId: true } });
  if (!passkey) return null;
  const said = response.userHandle && Buffer.from(response.userHandle, 'base64url').toString('utf8');
  return said === undefined || said === passkey.userId ? passkey.userId : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failed() {
  return new AppError('sign_in_failed', 'This passkey does not belong to an account here.');
}
