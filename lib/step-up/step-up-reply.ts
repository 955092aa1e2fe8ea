import 'server-only';
import { sessionCookie } from '@/lib/auth/session/cookie';
import type { SteppedUpSession } from './complete-step-up';
import type { StepUpGiven } from './dto';
import { stepUpEndsAt } from './step-up-policy';

/** The end of a step-up, for its session. */
export function stepUpGiven(session: SteppedUpSession, now = session.stepUpVerifiedAt): StepUpGiven {
  const endsAt = stepUpEndsAt(session.stepUpVerifiedAt, now) ?? now;
  return { endsAt: endsAt.toISOString(), remainingMs: endsAt.getTime() - now.getTime() };
}

/** The answer to a step-up: the session's new cookie, and the route's body. */
export async function stepUpReply(session: SteppedUpSession, body: object = stepUpGiven(session)) {
  const headers = { 'set-cookie': await sessionCookie(session), 'cache-control': 'no-store' };
  return Response.json(body, { headers });
}
