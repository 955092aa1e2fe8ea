import 'server-only';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { relyingParty } from './relying-party';
import type { Assertion } from './webauthn-schema';

/**
 * Whether a passkey of this user signed this challenge, with the user verified (PIN, finger, face). Somebody else's
 * passkey counts as none. Records its use.
 * @throws {AppError} `passkey_count_fell` when the count of a passkey bound to one device has not grown: there may be
 * a copy of it.
 */
export async function verifyAssertion(
  userId: string,
  assertion: Assertion,
  challenge: string,
): Promise<boolean> {
  const where = { credentialId: assertion.id, userId };
  const passkey = await db().passkey.findFirst({
    where,
    select: { publicKey: true, transports: true, synced: true, backupEligible: true },
  });
  if (!passkey) return false;
  const { id, origin } = relyingParty();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { ...assertion, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    // The count is judged below, by the kind of passkey.
    credential: { id: assertion.id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    // It throws for malformed answers and other keys' signatures: for the caller all of them are wrong.
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return false;
  const { newCounter, credentialBackedUp, credentialDeviceType } = authenticationInfo;
  // Devices that share a passkey count separately, or not at all. The enrolment decides which kind it is, not this
  // answer.
  const counts = !(passkey.backupEligible ?? passkey.synced);
  const noted = await db().passkey.updateMany({
    where: counts ? { ...where, ...furtherThan(newCounter) } : where,
    data: {
      signCount: newCounter,
      synced: credentialBackedUp,
      // Passkeys older than this column get it at their next use.
      backupEligible: passkey.backupEligible ?? credentialDeviceType === 'multiDevice',
      lastUsedAt: new Date(),
    },
  });
  if (noted.count === 0 && counts) throw countFell();
  return noted.count > 0;
}

/**
 * The storing statement itself compares, so that the second of two answers with one count fails. Zero means that the
 * authenticator does not count.
 */
function furtherThan(count: number) {
  return { OR: [{ signCount: { lt: count } }, ...(count === 0 ? [{ signCount: 0 }] : [])] };
}

function countFell() {
  return new AppError(
    'passkey_count_fell',
    'This passkey counts fewer uses than before, as a copy of it would. Verify in another way, then remove it under Settings → Security and add it anew.',
  );
}
