/** The limits of a handler's store. Browser-safe. The number of keys is kept by a trigger, too. */
export const STORE_LIMITS = {
  keys: 200,
  keyCharacters: 200,
  valueBytes: 64 * 1024,
  /** Of one run, reads included. */
  questions: 100,
  ttlS: 366 * 24 * 60 * 60,
} as const;
