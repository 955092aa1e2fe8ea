import type { FeedUnread } from '@/lib/unread/dto';
import { countOf, shownCount } from './unread-total';

/** How many messages wait in a feed: a number; a muted feed has a quiet dot, and a number only for what mentions the reader. */
export function UnreadMark({ feed }: { feed: FeedUnread }) {
  const count = countOf(feed);
  if (count > 0) {
    return (
      <span className="rounded-full bg-surface-hover px-1.5 font-medium text-text text-xs tabular-nums">
        {shownCount(count)}
        <span className="sr-only">{feed.muted ? ' unread that mention you' : ' unread'}</span>
      </span>
    );
  }
  if (feed.unread === 0) return null;
  return (
    <span data-quiet className="mx-1.5 size-1.5 shrink-0 rounded-full bg-text-muted/60">
      <span className="sr-only">unread, muted</span>
    </span>
  );
}
