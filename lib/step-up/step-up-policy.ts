import { isGoingOn } from '@/lib/instants';

/** How long a second-factor check opens the Webhook Tokens module: absolute, not sliding. */
export const STEP_UP_DURATION_MS = 15 * 60 * 1000;

/** How long after signing in a first second-factor method may be enrolled without a step-up. */
const FIRST_ENROLMENT_WINDOW_MS = 5 * 60 * 1000;

/** The instant at which the module closes, or null when it is closed; a verification in the future opens nothing. */
export function stepUpEndsAt(verifiedAt: Date | null, now: Date): Date | null {
  if (!verifiedAt || !isGoingOn(verifiedAt, STEP_UP_DURATION_MS, now)) return null;
  return new Date(Math.min(verifiedAt.getTime(), now.getTime()) + STEP_UP_DURATION_MS);
}

/** Whether somebody who signed in at that time may enrol a first method now. */
export function firstEnrolmentOpen(authenticatedAt: Date, now: Date): boolean {
  return isGoingOn(authenticatedAt, FIRST_ENROLMENT_WINDOW_MS, now);
}
