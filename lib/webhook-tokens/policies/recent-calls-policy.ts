/** The range of a token's spark line, in even steps. Browser-safe. */
export const RECENT_CALLS = { days: 7, steps: 14 } as const;
