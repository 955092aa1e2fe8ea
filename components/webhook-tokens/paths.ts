/** Where the module lives. */
export const TOKENS_HREF = '/bots-and-tools/webhook-tokens';

export const usageHref = (tokenId: string) => `${TOKENS_HREF}/${tokenId}`;
