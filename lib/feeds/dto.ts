import type { MessageContent } from '@/lib/messages/content';
import type { PollVotes } from '@/lib/polls/dto';

/** Whoever is shown as the sender. `custom`: the token's owner under the name and picture of the body's `bot`. */
export type FeedSender = {
  kind: 'user' | 'bot' | 'extension' | 'custom';
  /** Equal for two messages exactly when they look as if sent by the same. */
  key: string;
  name: string;
  /** Whose picture it is, for its colour where there is none: the id of a person or a bot, else the name. */
  pictureOf: string;
  imageUrl: string | null;
  /** The token's owner, when another name is shown. */
  ownerName: string | null;
};

export type FeedMessage = {
  /** Its place in the feed; grows by time, with holes where messages are for others. */
  seq: number;
  /** The wire's `<epoch ms>_<number>`. */
  id: string;
  /** ISO 8601. */
  sentAt: string;
  sender: FeedSender;
  /** The name the token had when it was used. */
  via: string | null;
  /** Sent to the viewer alone. */
  personal: boolean;
  content: MessageContent;
  /** Null also when the message it answers is gone, or not the viewer's to see. */
  quote: Quote | null;
  thread: ThreadSummary | null;
  /** Null: it tells of nothing that ends, or of what goes on. */
  resolved: Resolution | null;
  /** Names for the ids in `{@id}` and `{#channel}`, keyed by what stands between the braces, sign included. */
  mentions: Record<string, string>;
  /** The keys of `mentions` that are private channels. */
  privateMentions: readonly string[];
  /** How the vote stands; null: the message is no poll. */
  votes: PollVotes | null;
  /** Why buttons can do nothing for the viewer, by their `path`; the others may be pressed. */
  deadButtons: Record<string, string>;
};

/** The message that another one answers. */
export type Quote = {
  id: string;
  /** With the token's owner, where another name is shown. */
  senderName: string;
  /** The beginning of its text, without markup; empty when it has none. */
  text: string;
};

/** The replies below a message. */
export type ThreadSummary = { feedId: number; replies: number; lastReplyAt: string; title: string | null };

/** What the message told of is over: how long it took, and the title of the message that said so. */
export type Resolution = { after: string; title: string | null };

/** A thread and the number of the message it hangs on; `resolved` is of that message. */
export type ThreadBelow = { seq: number; thread: ThreadSummary; resolved: Resolution | null };

/** Messages in the order they were sent. */
export type FeedPage = {
  messages: FeedMessage[];
  /** Whether there are messages before (reading backwards) or after (reading forwards) these. */
  hasMore: boolean;
  /** The viewer has seen the feed up to here. */
  lastReadSeq: number;
};

/** Messages with others before and after them, read by going to one of them. */
export type FeedWindow = FeedPage & {
  hasNewer: boolean;
  /** The number of the feed's newest message, whomever it is for: a stream begins after it. */
  newestSeq: number;
};

/** What a page of a feed begins with. */
export type FeedOpening = FeedWindow & {
  /** The message the address asks for; null: it is gone, or not for the viewer; undefined: it asks for none. */
  linkedSeq?: number | null;
};
