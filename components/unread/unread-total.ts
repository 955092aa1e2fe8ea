import type { ShellFeeds } from '@/lib/shell/dto';
import type { FeedUnread } from '@/lib/unread/dto';

type Counted = Pick<FeedUnread, 'unread' | 'mentions' | 'muted'>;

/** What of a feed is counted: everything unread, of a muted one what mentions the reader. */
export const countOf = ({ unread, mentions, muted }: Counted): number => (muted ? mentions : unread);

export const everyFeed = ({ channels, bots, chats }: ShellFeeds) => [...channels, ...bots, ...chats];

export const totalOf = (feeds: ShellFeeds): number =>
  everyFeed(feeds).reduce((sum, feed) => sum + countOf(feed), 0);

/** More than this many are shown as "99+". */
const MOST_SHOWN = 99;

export const shownCount = (count: number) => (count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count));
