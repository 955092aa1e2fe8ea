/** What whoever wrote a handler is told of its failures since its code was saved. */
export type HandlerFailures = {
  environment: 'sandbox' | 'marketplace' | null;
  count: number;
  /** Of the first and the last one, ISO 8601. */
  since: string;
  lastAt: string;
  /** Why the last one failed. */
  reason: string;
  /** Where it says so. */
  place: { line: number; column: number } | null;
  /** The last one in the reader's own usage history; null when somebody else's token called. */
  call: { tokenId: string; invocationId: string } | null;
};
