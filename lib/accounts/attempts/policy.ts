/**
 * Attempts without a delay, then growing pauses: 2, 4, 8 … seconds up to `maxPauseS`. One failure is forgotten for each
 * `maxPauseS` without an attempt, so in the long run there is one attempt per longest pause, however they are spread.
 */
export type AttemptLimit = {
  free: number;
  maxPauseS: number;
  /** Whether others' failures count here, too: a right attempt then takes back itself only. */
  isShared?: boolean;
};

/** One account, guessed at from one address. */
export const FROM_ONE_ADDRESS: AttemptLimit = { free: 5, maxPauseS: 15 * 60 };

/** One account, guessed at from anywhere. Pauses are short, since strangers can cause them. */
export const ONE_ACCOUNT: AttemptLimit = { free: 20, maxPauseS: 5 * 60 };

/** One address, guessing at any accounts. */
export const ONE_ADDRESS: AttemptLimit = { free: 30, maxPauseS: 15 * 60, isShared: true };

/**
 * One address, guessing at any names, also at those that nobody has. Generous, since a whole company may have one
 * address: it bounds how many passwords are hashed for strangers.
 */
export const ANY_NAME: AttemptLimit = { free: 120, maxPauseS: 60, isShared: true };

/**
 * The codes of one account, however many browsers its password has opened: ten, then soon six a day. Three of a million
 * codes are right at any time, so a year of guessing finds one with a chance below one in a hundred.
 */
export const SECOND_FACTOR: AttemptLimit = { free: 10, maxPauseS: 4 * 60 * 60, isShared: true };

/** The pause after which every counter has forgotten one failure. */
export const LONGEST_PAUSE_S = SECOND_FACTOR.maxPauseS;
