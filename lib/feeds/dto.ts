import type { MessageContent } from '@/lib/messages/content';
import type { PollVotes } from '@/lib/polls/dto';

/** The shown sender. `custom`: the token's owner under the name and picture of the body's `bot`. */
export type FeedSender = {
  kind: 'user' | 'bot' | 'extension' | 'custom';
  /** Equal for two messages exactly when their senders look the same. */
  key: string;
  name: string;
  /** The id of a person or a bot, else the name; gives a missing picture its colour. */
  pictureOf: string;
  imageUrl: string | null;
  /** The token's owner, when another name is shown. */
  ownerName: string | null;
};

export type FeedMessage = {
  /** The message's number in the feed; grows with time, with gaps where messages are for others. */
  seq: number;
  /** The wire's `<epoch ms>_<number>`. */
  id: string;
  /** ISO 8601. */
  sentAt: string;
  sender: FeedSender;
  /** The token's name at the time. */
  via: string | null;
  /** Sent to the viewer alone. */
  personal: boolean;
  content: MessageContent;
  /** Null also when the quoted message is gone, or the viewer may not see it. */
  quote: Quote | null;
  thread: ThreadSummary | null;
  /** Null when the message is about nothing that ends, or about something that goes on. */
  resolved: Resolution | null;
  /** Names for the ids in `{@id}` and `{#channel}`, by the text between the braces, sign included. */
  mentions: Record<string, string>;
  /** The keys of `mentions` that are private channels. */
  privateMentions: readonly string[];
  /** The state of the vote; null when the message is no poll. */
  votes: PollVotes | null;
  /** Why buttons can do nothing for the viewer, by their `path`; the other buttons may be pressed. */
  deadButtons: Record<string, string>;
};

/** The message that another one replies to. */
export type Quote = {
  id: string;
  /** Includes the token's owner when another name is shown. */
  senderName: string;
  /** The beginning of its text, without markup; empty when it has none. */
  text: string;
};

/** The replies below a message. */
export type ThreadSummary = { feedId: number; replies: number; lastReplyAt: string; title: string | null };

/** The thing that a message was about has ended: its duration, and the title of the message that said so. */
export type Resolution = { after: string; title: string | null };

/** A thread and the number of the message above it; `resolved` belongs to that message. */
export type ThreadBelow = { seq: number; thread: ThreadSummary; resolved: Resolution | null };

/** Messages in the order they were sent. */
export type FeedPage = {
  messages: FeedMessage[];
  /** Whether there are more messages before these (reading backwards) or after these (reading forwards). */
  hasMore: boolean;
  /** The viewer has seen the feed up to here. */
  lastReadSeq: number;
};

/** Messages around one that the reader went to. */
export type FeedWindow = FeedPage & {
  hasNewer: boolean;
  /** The number of the feed's newest message, for whomever it is: a stream begins after it. */
  newestSeq: number;
};

/** The first messages of a feed's page. */
export type FeedOpening = FeedWindow & {
  /**
   * The message that the address asks for; null when it is gone or not for the viewer, undefined when the address
   * asks for none.
   */
  linkedSeq?: number | null;
};
