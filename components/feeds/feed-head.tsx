import { createContext, type ReactNode } from 'react';

/**
 * The number of the last message that came to the feed around while it was open, for what stands in it and may have changed with that
 * message; null: none came.
 */
export const LastArrivedContext = createContext<number | null>(null);

type FeedHeadProps = { news: readonly [newestAtOpening: number, newest: number]; children: ReactNode };

/** What stands before the first message, and is told of each that comes. */
export function FeedHead({ news: [atOpening, newest], children }: FeedHeadProps) {
  return <LastArrivedContext value={newest > atOpening ? newest : null}>{children}</LastArrivedContext>;
}
