import { route } from '@/lib/http/route';
import { confirmTotp } from '@/lib/second-factors/confirm-totp';
import { offerTotp } from '@/lib/second-factors/offer-totp';
import { removeTotp } from '@/lib/second-factors/remove-method';
import { removalQuery } from '@/lib/second-factors/schema';
import { totpBody } from '@/lib/step-up/schema';
import { stepUpGiven, stepUpReply } from '@/lib/step-up/step-up-reply';

export const POST = route({ gate: 'signedIn' }, ({ user }) => offerTotp(user));

export const PUT = route({ gate: 'signedIn', body: totpBody }, async ({ user, body }) => {
  const { session } = await confirmTotp(user, body.code);
  return session ? stepUpReply(session, { stepUp: stepUpGiven(session) }) : { stepUp: null };
});

export const DELETE = route({ gate: 'steppedUp', query: removalQuery }, ({ user, query }) =>
  removeTotp(user, query.confirmLast === 'true'),
);
