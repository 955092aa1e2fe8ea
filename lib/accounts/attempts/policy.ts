/** Attempts that are let through at once, then growing pauses: 2, 4, 8 … seconds up to `maxPauseS`. */
export type AttemptLimit = { free: number; maxPauseS: number };

/** One account, guessed at from one address. */
export const FROM_ONE_ADDRESS: AttemptLimit = { free: 5, maxPauseS: 15 * 60 };

/** One account, guessed at from anywhere. Short at most, because it can be caused from outside. */
export const ONE_ACCOUNT: AttemptLimit = { free: 20, maxPauseS: 5 * 60 };

/** One address, guessing at any accounts. */
export const ONE_ADDRESS: AttemptLimit = { free: 30, maxPauseS: 15 * 60 };

/** Without a further attempt, a counter is forgotten after this long. */
export const ATTEMPTS_FORGOTTEN_AFTER_MS = 60 * 60 * 1000;
