import 'server-only';

/** First and last byte, from 0, both included. */
export type ByteRange = { first: number; last: number };

/**
 * The part of a file that a `Range` header (RFC 9110 §14) asks for. Null means the whole file, also for several
 * ranges and for a header that cannot be read; 'none' means nothing that the file has.
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
