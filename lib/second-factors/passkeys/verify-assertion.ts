import 'server-only';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { relyingParty } from './relying-party';
import type { Assertion } from './webauthn-schema';

/**
 * Whether a passkey of this user signed this challenge, with the user verified (PIN, finger, face). Somebody
 * else's passkey is as good as none. Notes its use.
 * @throws {AppError} `passkey_count_fell` when a passkey that is bound to one device counts no further than before: there
 * may be a copy of it.
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
    // The count is judged below, by what kind of passkey it is.
    credential: { id: assertion.id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    // It throws for what is malformed or signed by another key: to the caller all of that is a no.
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return false;
  const { newCounter, credentialBackedUp, credentialDeviceType } = authenticationInfo;
  // Devices that share a passkey count apart, or not at all. Which kind it is, its enrolment says, not this answer.
  const counts = !(passkey.backupEligible ?? passkey.synced);
  const noted = await db().passkey.updateMany({
    where: counts ? { ...where, ...furtherThan(newCounter) } : where,
    data: {
      signCount: newCounter,
      synced: credentialBackedUp,
      // Kept since later than some passkeys: their first use after that tells.
      backupEligible: passkey.backupEligible ?? credentialDeviceType === 'multiDevice',
      lastUsedAt: new Date(),
    },
  });
  if (noted.count === 0 && counts) throw countFell();
  return noted.count > 0;
}

/** Compared by the statement that stores it, so that of two answers with one count the second fails. Zero: it does not count. */
function furtherThan(count: number) {
  return { OR: [{ signCount: { lt: count } }, ...(count === 0 ? [{ signCount: 0 }] : [])] };
}

function countFell() {
  return new AppError(
    'passkey_count_fell',
    'This passkey counts fewer uses than before, as a copy of it would. Verify in another way, then remove it under Settings → Security and add it anew.',
  );
}
