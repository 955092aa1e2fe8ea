import 'server-only';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { db } from '@/lib/db/prisma';
import { relyingParty } from './relying-party';
import type { Assertion } from './webauthn-schema';

/**
 * Whether a passkey of this user signed this challenge, with the user verified (PIN, finger, face). Somebody
 * else's passkey is as good as none. Notes its use.
 */
export async function verifyAssertion(
  userId: string,
  assertion: Assertion,
  challenge: string,
): Promise<boolean> {
  const where = { credentialId: assertion.id, userId };
  const passkey = await db().passkey.findFirst({
    where,
    select: { publicKey: true, signCount: true, transports: true },
  });
  if (!passkey) return false;
  const { id, origin } = relyingParty();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { ...assertion, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    credential: {
      id: assertion.id,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: Number(passkey.signCount),
    },
    // It throws for what is malformed or signed by another key: to the caller all of that is a no.
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return false;
  await db().passkey.updateMany({
    where,
    data: {
      signCount: authenticationInfo.newCounter,
      synced: authenticationInfo.credentialBackedUp,
      lastUsedAt: new Date(),
    },
  });
  return true;
}
