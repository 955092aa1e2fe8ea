/** How long a sign-in lasts; use does not extend it. */
export const SESSION_DURATION_MS = 30 * 24 * 60 * 60 * 1000;

/** `lastSeenAt` is written at most this often, so that reading pages rarely costs a write. */
export const LAST_SEEN_INTERVAL_MS = 60 * 1000;
