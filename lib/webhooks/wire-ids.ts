/** Ids as the wire shows them. Browser-safe. */
const FEED_STRIDE = 1_000_000_000_000n;

function messageNumber(feedId: number, seq: number): string {
  return String(BigInt(feedId) * FEED_STRIDE + BigInt(seq));
}

/** `<epoch ms>_<number>`, where the number leads back to feed and sequence. */
export function wireMessageId(sentAtMs: number, feedId: number, seq: number): string {
  return `${sentAtMs}_${messageNumber(feedId, seq)}`;
}

/** In a bot's answers the two halves are parted by a space, URL-encoded. */
export function wireBotMessageId(sentAtMs: number, feedId: number, seq: number): string {
  return encodeURIComponent(`${sentAtMs} ${messageNumber(feedId, seq)}`);
}

export function wireBotChatId(feedId: number, botId: string): string {
  return `CT_${feedId}-B${botId}`;
}
