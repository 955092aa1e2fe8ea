import type { ShellFeeds } from '@/lib/shell/dto';

type Of = Pick<ShellFeeds, 'userId'>;

/**
 * Up to where this page has shown the feeds of a person (`userId/feedId`), and up to where it had the keyboard meanwhile. The server
 * hears of it later; what it tells until then is older.
 */
const [seen, watched] = [new Map<string, number>(), new Map<string, number>()];

const keyOf = ({ userId }: Of, feedId: number) => `${userId}/${feedId}`;

/** The number of the newest message of the feed that was seen here; 0: none. */
export const seenHere = (of: Of, feedId: number): number => seen.get(keyOf(of, feedId)) ?? 0;

/** The same for what is not told of, either: a window that is only in sight, beside another one, does not count. */
export const watchedHere = (of: Of, feedId: number): number => watched.get(keyOf(of, feedId)) ?? 0;

export function noteSeenHere(of: Of, feedId: number, seq: number) {
  const key = keyOf(of, feedId);
  for (const map of document.hasFocus() ? [seen, watched] : [seen]) {
    map.set(key, Math.max(seq, map.get(key) ?? 0));
  }
}
