import { route } from '@/lib/http/route';
import { totpBody } from '@/lib/step-up/schema';
import { stepUpReply } from '@/lib/step-up/step-up-reply';
import { verifyWithTotp } from '@/lib/step-up/verify-with-totp';

export const POST = route({ gate: 'signedIn', body: totpBody }, async ({ user, body }) =>
  stepUpReply(await verifyWithTotp(user, body.code)),
);
