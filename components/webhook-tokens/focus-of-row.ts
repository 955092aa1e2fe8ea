import type { TokenRow } from '@/lib/webhook-tokens/dto';

/**
 * Where the focus goes when the token's row is gone: the link of the next row, else of the one before. Null: there is no other.
 * `tokens` are newest first, with or without the one that goes.
 */
export function focusOfRow(tokens: readonly TokenRow[], goneId: string): Element | null {
  const others = tokens.map(({ id }) => id).filter((id) => id !== goneId);
  // Ids are in the order of time.
  const neighbour = others.find((id) => id < goneId) ?? others.at(-1);
  const links = [...document.querySelectorAll(`[data-row-of="${neighbour}"]`)];
  // Each token has a row and a card, of which one is drawn.
  return links.find((link) => link.getClientRects().length > 0) ?? null;
}
