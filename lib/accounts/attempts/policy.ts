/** Attempts without a delay, then growing pauses: 2, 4, 8 … seconds up to `maxPauseS`. */
export type AttemptLimit = { free: number; maxPauseS: number };

/** One account, guessed at from one address. */
export const FROM_ONE_ADDRESS: AttemptLimit = { free: 5, maxPauseS: 15 * 60 };

/** One account, guessed at from anywhere. Pauses are short, since strangers can cause them. */
export const ONE_ACCOUNT: AttemptLimit = { free: 20, maxPauseS: 5 * 60 };

/** One address, guessing at any accounts. */
export const ONE_ADDRESS: AttemptLimit = { free: 30, maxPauseS: 15 * 60 };

/** A counter is forgotten this long after its last attempt. */
export const ATTEMPTS_FORGOTTEN_AFTER_MS = 60 * 60 * 1000;
