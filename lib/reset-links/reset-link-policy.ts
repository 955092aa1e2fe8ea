/** How long a reset link can be used. */
export const RESET_LINK_DURATION_MS = 24 * 60 * 60 * 1000;

/** As many links are sent by e-mail to one person within an hour, whoever asks for them. */
export const MAILED_LINKS_PER_HOUR = 3;
