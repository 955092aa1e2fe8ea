import 'server-only';
import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import { recordEvent } from '@/lib/audit/record-event';
import type { SignedInUser } from '@/lib/auth/principals';
import { timeOrderedId } from '@/lib/db/ids';
import { db, isUniqueViolation, type Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import type { Client } from '@/lib/http/client';
import { completeStepUp, type SteppedUpSession } from '@/lib/step-up/complete-step-up';
import { type ChallengeFor, issueChallenge, takeChallenge } from './challenges/challenges';
import { CHALLENGE_DURATION_MS } from './challenges/policy';
import type { PasskeyRow } from './dto';
import { deviceName } from './passkeys/device-name';
import { relyingParty } from './passkeys/relying-party';
import { passkeySelect, toPasskeyRow } from './passkeys/row';
import type { Attestation } from './passkeys/webauthn-schema';
import { requireEnrolment } from './require-enrolment';

/** Enough for anybody's devices; enforced under the lock of the person's row. */
const PASSKEYS_MAX = 20;

/**
 * The options with which the browser makes a passkey or enrols a security key.
 * @throws {AppError} like requireEnrolment.
 */
export async function passkeyEnrolmentOptions(user: SignedInUser) {
  await db().$transaction((tx) => requireEnrolment(tx, user));
  const existing = await db().passkey.findMany({
    where: { userId: user.id },
    select: { credentialId: true, transports: true },
  });
  const { id, name } = relyingParty();
  return generateRegistrationOptions({
    rpID: id,
    rpName: name,
    userID: new Uint8Array(Buffer.from(user.id, 'utf8')),
    userName: user.email,
    userDisplayName: user.name,
    challenge: Buffer.from(await issueChallenge(boundTo(user)), 'base64url'),
    attestationType: 'none',
    excludeCredentials: existing.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    timeout: CHALLENGE_DURATION_MS,
  });
}

/**
 * Adds a passkey. The first one steps the session up: making it verified the user, so a second prompt would prove
 * nothing more.
 * @returns the passkey, and the renewed session when it was the first method.
 * @throws {AppError} like requireEnrolment; `step_up_failed` when the challenge is used up or the answer is not
 * valid; `conflict` for a passkey that is enrolled already.
 */
export async function enrolPasskey(
  user: SignedInUser,
  answer: Attestation,
  client: Client,
): Promise<{ passkey: PasskeyRow; session: SteppedUpSession | null }> {
  const challenge = await takeChallenge(boundTo(user), answer.response.clientDataJSON);
  const verified = challenge && (await verify(answer, challenge));
  if (!verified) {
    throw new AppError('step_up_failed', 'The passkey could not be verified. Start again.');
  }
  return db().$transaction(async (tx) => {
    const { first } = await requireEnrolment(tx, user);
    const passkey = await insert(tx, user, verified, nameOf(answer, client));
    await recordEvent(tx, user, 'second_factor.add_passkey', passkey.id, { name: passkey.name });
    return { passkey, session: first ? await completeStepUp(tx, user, 'passkey') : null };
  });
}

type Verified = NonNullable<Awaited<ReturnType<typeof verify>>>;

async function verify(answer: Attestation, challenge: string) {
  const { id, origin } = relyingParty();
  const { registrationInfo } = await verifyRegistrationResponse({
    response: { ...answer, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch(() => ({ registrationInfo: undefined }));
  return registrationInfo ?? null;
}

async function insert(tx: Transaction, user: SignedInUser, verified: Verified, name: string) {
  if ((await tx.passkey.count({ where: { userId: user.id } })) >= PASSKEYS_MAX) {
    throw new AppError('conflict', `There are ${PASSKEYS_MAX} passkeys already. Remove one first.`);
  }
  const { credential, credentialBackedUp, credentialDeviceType } = verified;
  const row = await tx.passkey
    .create({
      data: {
        id: timeOrderedId(),
        userId: user.id,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey),
        signCount: credential.counter,
        transports: credential.transports ?? [],
        synced: credentialBackedUp,
        backupEligible: credentialDeviceType === 'multiDevice',
        name,
      },
      select: passkeySelect,
    })
    .catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      throw new AppError(
        'conflict',
        'This passkey is enrolled already. Choose another device or security key.',
      );
    });
  return toPasskeyRow(row);
}

function nameOf({ response }: Attestation, client: Client): string {
  const roaming = response.transports.some((way) => way === 'usb' || way === 'nfc' || way === 'ble');
  return roaming && !response.transports.includes('internal') ? 'Security key' : deviceName(client.userAgent);
}

function boundTo(user: SignedInUser): ChallengeFor {
  return { purpose: 'ENROL', userId: user.id, sessionId: user.session.id };
}
