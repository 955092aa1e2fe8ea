import 'server-only';
import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { CHALLENGE_DURATION_MS } from './challenge-policy';
import { issueChallenge, takeChallenge } from './challenges';
import { relyingParty } from './relying-party';
import { verifyAssertion } from './verify-assertion';
import { type Assertion, assertion } from './webauthn-schema';

/** What the browser needs to ask for any passkey of ours; whose it is, is found out from the answer. */
export async function passkeySignInOptions() {
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: Buffer.from(await issueChallenge({ purpose: 'SIGN_IN' }), 'base64url'),
    userVerification: 'required',
    timeout: CHALLENGE_DURATION_MS,
  });
}

/**
 * The person whose passkey answered.
 * @throws {AppError} `sign_in_failed`, the same for every reason but one: `passkey_count_fell`, as verifyAssertion.
 */
export async function signInWithPasskey(responseJson: string): Promise<{ userId: string }> {
  const answer = assertion.safeParse(parseJson(responseJson)).data;
  const challenge = answer && (await takeChallenge({ purpose: 'SIGN_IN' }, answer.response.clientDataJSON));
  const userId = challenge && (await ownerOf(answer));
  if (!userId || !(await verifyAssertion(userId, answer, challenge))) throw failed();
  const user = await db().user.findFirst({
    where: { id: userId, deactivatedAt: null },
    select: { id: true },
  });
  if (!user) throw failed();
  return { userId };
}

/** As the passkey says it, or, of one that does not, as its enrolment does. Either way its signature has to prove it. */
async function ownerOf({ id, response }: Assertion): Promise<string | null> {
  if (response.userHandle) return Buffer.from(response.userHandle, 'base64url').toString('utf8');
  const passkey = await db().passkey.findUnique({ where: { credentialId: id }, select: { userId: true } });
  return passkey?.userId ?? null;
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
