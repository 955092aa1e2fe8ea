import 'server-only';

/** One row of `message` with the names of its sender. */
export type FeedRow = {
  feedId: number;
  seq: bigint;
  sentAt: Date;
  recipientId: string | null;
  senderId: string;
  senderName: string | null;
  botId: string | null;
  botName: string | null;
  botImageUrl: string | null;
  /** May call everybody: manages the feed, or talks to one person. */
  callsEverybody: boolean;
  /** Set in an extension's own feed: everything there is the extension's. */
  extensionName: string | null;
  via: string | null;
  content: string;
};
