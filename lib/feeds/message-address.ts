import { readMessageId } from '@/lib/webhooks/endpoints/wire-ids';

/** The address of one message: the page of its feed, and the message's number there. Browser-safe. */
export function messageHref(page: string, seq: number): string {
  return `${page}?message=${seq}`;
}

const MOST = 1_000_000_000;

/**
 * The message that an address asks for, by its number or by the id that senders get; undefined for none, null for one
 * that cannot exist.
 */
export function messageAsked(
  value: string | string[] | undefined,
  feedId: number,
): number | null | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return null;
  const place = readMessageId(value);
  if (place) return place.feedId === feedId ? place.seq : null;
  const seq = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  return seq >= 1 && seq <= MOST ? seq : null;
}
