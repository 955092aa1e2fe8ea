/**
 * What the history keeps of a token's refused calls in one hour. A sender that goes on with a token that is switched off, or over
 * its limit, would fill the database otherwise; the rest is counted, by minute. Browser-safe.
 */
export const REFUSAL_QUOTA = {
  /** Calls with a row of their own. */
  rows: 500,
  /** Of those, with the beginning of their body. */
  bodies: 20,
  bodyBytes: 8 * 1024,
  /** Of method, URL and headers as JSON text; longer ones are shortened. */
  requestCharacters: 2 * 1024,
  targetCharacters: 200,
} as const;
