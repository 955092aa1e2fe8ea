/** What the spark line of a token shows: its last so many days, in even steps. Browser-safe. */
export const RECENT_CALLS = { days: 7, steps: 14 } as const;
