/**
 * Marks that change the direction of the following text; a name needs none, since it is isolated wherever it is
 * shown.
 */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/**
 * Characters that are invisible everywhere. Joiners, which emojis and Persian need, and variation selectors are
 * allowed.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them is meant by itself
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e001f}]/u;
/** Line breaks and other control characters would let a name forge lines in lists and logs. */
const CONTROL = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/u;
const NOTHING_SHOWN = /^[\p{DI}\p{Z}\p{M}\p{C}\u2800]*$/u;

/**
 * Why people could not tell this name from others by sight, as a sentence; null when they can. Browser-safe. The
 * caller judges empty names.
 */
export function nameProblem(name: string): string | null {
  if (CONTROL.test(name)) return 'A name cannot contain line breaks or other control characters.';
  if (DIRECTION.test(name)) return 'A name cannot contain characters that change the direction of writing.';
  if (INVISIBLE.test(name)) return 'A name cannot contain invisible characters.';
  if (name !== '' && NOTHING_SHOWN.test(name)) return 'A name needs at least one character that can be seen.';
  return null;
}
