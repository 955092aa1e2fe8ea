/** Ids as the wire shows them. Browser-safe. */
const FEED_STRIDE = 1_000_000_000_000n;

function messageNumber(feedId: number, seq: number): string {
  return String(BigInt(feedId) * FEED_STRIDE + BigInt(seq));
}

/** `<epoch ms>_<number>`; the number encodes feed and sequence. */
export function wireMessageId(sentAtMs: number, feedId: number, seq: number): string {
  return `${sentAtMs}_${messageNumber(feedId, seq)}`;
}

/** A bot's answers separate the two halves by a space, URL-encoded. */
export function wireBotMessageId(sentAtMs: number, feedId: number, seq: number): string {
  return encodeURIComponent(`${sentAtMs} ${messageNumber(feedId, seq)}`);
}

export function wireBotChatId(feedId: number, botId: string): string {
  return `CT_${feedId}-B${botId}`;
}

/** The id of a channel or a direct chat. */
export function wireChatId(feedId: number): string {
  return `CT_${feedId}`;
}

export function wireThreadChatId(parentFeedId: number, feedId: number): string {
  return `CT_${parentFeedId}-T-${feedId}`;
}

const CHAT_ID = /^CT_(\d{1,10})(?:-B\d+|-T-(\d{1,10}))?$/;
const MAX_FEED_ID = 2 ** 31 - 1;

/**
 * The feed of a chat id; of a thread's id the thread's own feed, not its parent's. Null for what cannot be a chat id.
 */
export function feedIdOfChat(chatId: string): number | null {
  const [, feedId, threadId] = CHAT_ID.exec(chatId) ?? [];
  const id = Number(threadId ?? feedId ?? Number.NaN);
  return id >= 1 && id <= MAX_FEED_ID ? id : null;
}

export type MessagePlace = { feedId: number; seq: number; sentAtMs: number };

/** Bots' answers percent-encode the space; clients encode it once more, or decode it like a form. */
const MESSAGE_ID = /^(\d{1,15})(?:_|%(?:25)*(?:20|5[Ff])| |\+)(\d{1,22})$/;

/** The place of the message with this id, in any of its forms; null for what cannot be an id. */
export function readMessageId(id: string): MessagePlace | null {
  const [, sentAtMs = '', number = ''] = MESSAGE_ID.exec(id) ?? [];
  if (number === '') return null;
  const feedId = Number(BigInt(number) / FEED_STRIDE);
  const seq = Number(BigInt(number) % FEED_STRIDE);
  return feedId >= 1 && feedId <= MAX_FEED_ID && seq >= 1
    ? { feedId, seq, sentAtMs: Number(sentAtMs) }
    : null;
}
