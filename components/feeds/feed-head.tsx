import { createContext, type ReactNode } from 'react';

/**
 * The number of the last message that came while the feed was open, for parts of the feed that may have changed with it; null:
 * none came.
 */
export const LastArrivedContext = createContext<number | null>(null);

type FeedHeadProps = { news: readonly [newestAtOpening: number, newest: number]; children: ReactNode };

/** The part before the first message. Its context has the number of each message that comes. */
export function FeedHead({ news: [atOpening, newest], children }: FeedHeadProps) {
  return <LastArrivedContext value={newest > atOpening ? newest : null}>{children}</LastArrivedContext>;
}
