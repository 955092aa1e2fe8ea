/**
 * What the history keeps of a token's refused calls per hour; the rest is counted by minute. Otherwise a sender that
 * goes on with a disabled token, or over its limit, would fill the database. Browser-safe.
 */
export const REFUSAL_QUOTA = {
  /** Calls with a row of their own. */
  rows: 500,
  /** Those of them that keep the beginning of their body. */
  bodies: 20,
  bodyBytes: 8 * 1024,
  /** The limit of method, URL and headers as JSON text; longer records are shortened. */
  requestCharacters: 2 * 1024,
  targetCharacters: 200,
} as const;
