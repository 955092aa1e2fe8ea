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
  /** Whether the sender may mention everybody: they manage the feed, or talk to one person. */
  callsEverybody: boolean;
  /** Set in an extension's own feed, whose messages all belong to the extension. */
  extensionName: string | null;
  via: string | null;
  content: string;
};
