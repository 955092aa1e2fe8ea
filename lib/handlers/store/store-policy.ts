/** The limits of a handler's store. Browser-safe. A trigger enforces the number of keys, too. */
export const STORE_LIMITS = {
  keys: 200,
  keyCharacters: 200,
  valueBytes: 64 * 1024,
  /** The questions of one run, reads included. */
  questions: 100,
  ttlS: 366 * 24 * 60 * 60,
} as const;
