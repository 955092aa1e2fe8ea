import type { ShellFeeds } from '@/lib/shell/dto';

/** `userId/feedId` → up to where this page has seen the feed. The server hears of it later; what it tells until then is older. */
const seen = new Map<string, number>();

const keyOf = ({ userId }: Pick<ShellFeeds, 'userId'>, feedId: number) => `${userId}/${feedId}`;

/** The number of the newest message of the feed that was seen here; 0: none. */
export const seenHere = (of: Pick<ShellFeeds, 'userId'>, feedId: number): number =>
  seen.get(keyOf(of, feedId)) ?? 0;

export function noteSeenHere(of: Pick<ShellFeeds, 'userId'>, feedId: number, seq: number) {
  seen.set(keyOf(of, feedId), Math.max(seq, seenHere(of, feedId)));
}
