/** How long a second-factor check opens the Webhook Tokens module: absolute, not sliding. */
export const STEP_UP_DURATION_MS = 15 * 60 * 1000;

/** How long after signing in a first second-factor method may be enrolled without a step-up. */
const FIRST_ENROLMENT_WINDOW_MS = 5 * 60 * 1000;

/** The instant from which the module is closed again, or null when it is closed now. */
export function stepUpEndsAt(verifiedAt: Date | null, now: Date): Date | null {
  if (!verifiedAt) return null;
  const end = new Date(verifiedAt.getTime() + STEP_UP_DURATION_MS);
  return now.getTime() < end.getTime() ? end : null;
}

/** Whether somebody who signed in then may enrol a first method now. */
export function firstEnrolmentOpen(authenticatedAt: Date, now: Date): boolean {
  return now.getTime() - authenticatedAt.getTime() < FIRST_ENROLMENT_WINDOW_MS;
}
