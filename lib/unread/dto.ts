import type { FeedNotify } from '@/lib/db/generated/enums';

/** The state of a feed for one person. */
export type FeedUnread = {
  feedId: number;
  /** Messages for them after the last one seen; a bot's are counted up to 100. */
  unread: number;
  /** Only for a muted feed: how many of the newest unread messages mention them. */
  mentions: number;
  /** The numbers of the newest message and of the last one seen; neither ever goes back. */
  lastSeq: number;
  seenSeq: number;
  muted: boolean;
  notify: FeedNotify;
};

/** The form in a stream. `calledAt` is the first message since the last report that is to them or mentions them. */
export type FeedNews = FeedUnread & { calledAt: number | null };

/** `all`: the list has all feeds of the person, as after each connection; else only changed ones. */
export type UnreadNews = { all: boolean; feeds: FeedNews[] };
