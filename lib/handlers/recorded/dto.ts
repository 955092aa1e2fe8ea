/** A call of one's own tokens that reached a bot or an extension; the token's usage history has all of it. */
export type RecordedCall = {
  id: string;
  tokenId: string;
  tokenName: string;
  /** ISO 8601. */
  receivedAt: string;
  status: number;
  bodySize: number;
};
