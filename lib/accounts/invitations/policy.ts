/** How long an invitation link can be used. */
export const INVITATION_DURATION_MS = 7 * 24 * 60 * 60 * 1000;
