/** A handler's failures since its code was saved, for its author. */
export type HandlerFailures = {
  environment: 'sandbox' | 'marketplace' | null;
  count: number;
  /** The times of the first and the last one, ISO 8601. */
  since: string;
  lastAt: string;
  /** The reason of the last one. */
  reason: string;
  /** The place that the reason names. */
  place: { line: number; column: number } | null;
  /** The last one in the reader's own usage history; null when somebody else's token called. */
  call: { tokenId: string; invocationId: string } | null;
};
