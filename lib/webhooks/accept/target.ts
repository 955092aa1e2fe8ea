import 'server-only';

/** The thread that a message goes into, as its body names it. */
type Thread = {
  feedId: number;
  /** The message is shown in the conversation, too. */
  alsoInParent: boolean;
};

/** A conversation may have threads, and a bot may post there on the caller's behalf. */
type Conversation = { thread?: Thread; senderBot?: string };

export type ChannelTarget =
  | ({ kind: 'channel_by_name'; name: string } & Conversation)
  | ({ kind: 'channel_by_id'; id: string } & Conversation);

/** A bot or an extension: whoever has made it may have written a handler for its calls. */
type HandledTarget =
  | { kind: 'bot'; name: string }
  /** `number` is decimal; null when the id in the URL cannot be one. */
  | { kind: 'application'; number: string | null; isSandbox: boolean; keyHash: Buffer | null };

/** The refusal for a conversation that is not there. */
type MissingChat = 'chat_not_found' | 'user_not_found';

/** A direct chat, a thread, or a channel by its chat id. */
type ChatTarget = { kind: 'chat'; feedId: number; missing: MissingChat } & Conversation;

/** Where a call goes, by its URL and its body. */
export type Target =
  | ChannelTarget
  | HandledTarget
  | ChatTarget
  | { kind: 'missing_chat'; missing: MissingChat }
  /** The URL is none, or nobody has looked yet where it leads. */
  | { kind: 'none' };

export const isChannel = (target: Target): target is ChannelTarget =>
  target.kind === 'channel_by_name' || target.kind === 'channel_by_id';

const isConversation = (target: Target): target is ChannelTarget | ChatTarget =>
  isChannel(target) || target.kind === 'chat';

export const isSandbox = (target: Target) => target.kind === 'application' && target.isSandbox;

/** The target with a bot as the sender; a bot's own chat, an extension and what is missing have no other sender. */
export function sentByBot(target: Target, senderBot: string | null): Target {
  return senderBot !== null && isConversation(target) ? { ...target, senderBot } : target;
}

export const channelNameOf = (target: Target) => (target.kind === 'channel_by_name' ? target.name : null);
export const channelIdOf = (target: Target) => (target.kind === 'channel_by_id' ? target.id : null);
export const botNameOf = (target: Target) => (target.kind === 'bot' ? target.name : null);

/** The target's thread; what has none stays as it is. */
export function inThreadOf(target: Target, feedId: number, alsoInParent = false): Target {
  return isConversation(target) ? { ...target, thread: { feedId, alsoInParent } } : target;
}

/** No feed and no extension has this number. */
const NO_NUMBER = -1;

/** Decimal. */
export const appNumberOf = (target: Target) =>
  target.kind === 'application' ? (target.number ?? String(NO_NUMBER)) : null;

const threadOf = (target: Target) => (isConversation(target) ? target.thread : undefined);

/** The thread, or else the chat. */
export function chatFeedOf(target: Target): number | null {
  if (target.kind === 'missing_chat') return NO_NUMBER;
  return threadOf(target)?.feedId ?? (target.kind === 'chat' ? target.feedId : null);
}

/** A thread is a chat, whatever the URL named. */
export function missingChatOf(target: Target): MissingChat {
  const isNamed = target.kind === 'missing_chat' || (target.kind === 'chat' && !target.thread);
  return isNamed ? target.missing : 'chat_not_found';
}

export const isAlsoInParent = (target: Target) => threadOf(target)?.alsoInParent ?? false;
export const senderBotOf = (target: Target) => (isConversation(target) ? (target.senderBot ?? null) : null);
export const appKeyHashOf = (target: Target) => (target.kind === 'application' ? target.keyHash : null);
