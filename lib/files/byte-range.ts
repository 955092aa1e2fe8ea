import 'server-only';

/** First and last byte, from 0, both included. */
export type ByteRange = { first: number; last: number };

/**
 * What a `Range` header (RFC 9110 §14) asks of a file. Null: all of it, which is also the answer to several ranges and to
 * what cannot be read. 'none': nothing that the file has.
 */
export function readByteRange(header: string | null, size: number): ByteRange | 'none' | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  const range =
    from === ''
      ? { first: Math.max(0, size - Number(to)), last: size - 1 }
      : { first: Number(from), last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  return range.first > range.last ? 'none' : range;
}
