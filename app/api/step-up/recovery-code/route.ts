import { route } from '@/lib/http/route';
import { recoveryCodeBody } from '@/lib/step-up/schema';
import { stepUpReply } from '@/lib/step-up/step-up-reply';
import { verifyWithRecoveryCode } from '@/lib/step-up/verify-with-recovery-code';

export const POST = route({ gate: 'signedIn', body: recoveryCodeBody }, async ({ user, body }) =>
  stepUpReply(await verifyWithRecoveryCode(user, body.code)),
);
