/** How long a reset link can be used. */
export const RESET_LINK_DURATION_MS = 24 * 60 * 60 * 1000;

/** Links that one person is sent by e-mail within an hour, whoever requests them. */
export const MAILED_LINKS_PER_HOUR = 3;
