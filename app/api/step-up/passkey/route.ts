import { route } from '@/lib/http/route';
import { assertion } from '@/lib/second-factors/passkeys/webauthn-schema';
import { stepUpReply } from '@/lib/step-up/step-up-reply';
import { verifyWithPasskey } from '@/lib/step-up/verify-with-passkey';

export const POST = route({ gate: 'signedIn', body: assertion }, async ({ user, body }) =>
  stepUpReply(await verifyWithPasskey(user, body)),
);
