/**
 * Splits a text into characters as readers see them: an emoji with its skin and joiners, a letter with its accents.
 * Browser-safe.
 */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Longer than any character that people write. */
const LONGEST_CHARACTER = 64;

/**
 * At most `limit` characters (code points); the last is an ellipsis when something is missing. Never splits an emoji.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = Array.from(text);
  if (points.length <= limit) return text;
  const kept = points.slice(0, limit - 1).join('');
  return `${kept.slice(0, endOfWholeCharacters(text, kept.length))}…`;
}

/** The end of the last whole character that ends at or before `at`. */
function endOfWholeCharacters(text: string, at: number): number {
  const from = Math.max(0, at - LONGEST_CHARACTER);
  let end = from;
  for (const { index, segment } of segmenter.segment(text.slice(from, at + LONGEST_CHARACTER))) {
    const next = from + index + segment.length;
    if (next > at) break;
    end = next;
  }
  return end === from ? at : end;
}
