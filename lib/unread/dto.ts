import type { FeedNotify } from '@/lib/db/generated/enums';

/** How one of a person's feeds stands for them. */
export type FeedUnread = {
  feedId: number;
  /** Messages for them after the last one seen; those of bots are counted up to 100. */
  unread: number;
  /** Only of a muted feed: how many of the newest unread messages mention them. */
  mentions: number;
  /** The newest message there is, and the last one seen: neither ever goes back. */
  lastSeq: number;
  seenSeq: number;
  muted: boolean;
  notify: FeedNotify;
};

/** As a stream tells it. `calledAt`: the first message since the last time that is to them or mentions them. */
export type FeedNews = FeedUnread & { calledAt: number | null };

/** `all`: these are all the feeds that the person has, as after each connection; else those that changed. */
export type UnreadNews = { all: boolean; feeds: FeedNews[] };
