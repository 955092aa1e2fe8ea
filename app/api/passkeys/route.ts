import { clientOf } from '@/lib/http/client';
import { route } from '@/lib/http/route';
import { enrolPasskey } from '@/lib/second-factors/enrol-passkey';
import { attestation } from '@/lib/second-factors/passkeys/webauthn-schema';
import { stepUpGiven, stepUpReply } from '@/lib/step-up/step-up-reply';

export const POST = route({ gate: 'signedIn', body: attestation }, async ({ user, body, request }) => {
  const { passkey, session } = await enrolPasskey(user, body, clientOf(request.headers));
  return session
    ? stepUpReply(session, { passkey, stepUp: stepUpGiven(session) })
    : { passkey, stepUp: null };
});
