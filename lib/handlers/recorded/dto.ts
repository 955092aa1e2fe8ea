/** A call of one's own tokens that reached a bot or an extension; its whole is in the token's usage history. */
export type RecordedCall = {
  id: string;
  tokenId: string;
  tokenName: string;
  /** ISO 8601. */
  receivedAt: string;
  status: number;
  bodySize: number;
};
