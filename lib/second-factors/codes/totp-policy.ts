/** RFC 6238 as authenticator apps implement it: a new code of six digits every 30 seconds. */
export const TOTP_PERIOD_S = 30;
export const TOTP_DIGITS = 6;

/** Codes of this many steps before and after the present one are accepted, for clocks that are a little off. */
export const TOTP_WINDOW_STEPS = 1;
