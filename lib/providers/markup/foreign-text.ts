import 'server-only';
import { literal, literalCode, visibleText } from '@/lib/messages/markup/literal-text';
import { shorten } from '@/lib/messages/parts/shorten';

/** What templates and programs write for a missing value. */
const NOTHING = /^(?:undefined|null|nil|None|NaN|\[object \w+\])?$/;

/** A cleaned text of foreign data; null when it is missing, empty or no text. Reads no more than it may keep. */
export function readText(value: unknown, limit = 10_000): string | null {
  if (typeof value !== 'string') {
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  }
  const text = visibleText(value.slice(0, 3 * limit));
  return NOTHING.test(text.trim()) ? null : cut(text, limit);
}

/** Like `readText`, on one line. */
export function readLine(value: unknown, limit = 200): string | null {
  const text = readText(value, 4 * limit);
  return text === null ? null : cut(text.replace(/\s+/g, ' ').trim(), limit);
}

/** At most `limit` characters; an address is kept whole or left out. */
export function cut(text: string, limit: number): string {
  const short = shorten(text, limit);
  if (short === text) return text;
  const [broken] = /https?:\/\/\S*$/.exec(short.slice(0, -1)) ?? [];
  return broken === undefined ? short : `${short.slice(0, -1 - broken.length)}…`;
}

/** Markup that shows a text literally, in at most `limit` characters of markup. */
export function literalWithin(text: string, limit: number): string {
  const whole = literal(cut(text, limit));
  return whole.length <= limit ? whole : literal(cut(text, Math.floor(limit / 2)));
}

/** Bold markup for one line. */
export function bold(line: string): string {
  return `*${literal(line)}*`;
}

const FENCE = '```';

/** A code block of at most `limit` characters, with a note about what is missing. */
export function codeBlock(text: string, limit = 4_800): string {
  const lines = text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
  const room = limit - 120;
  let kept = shorten(lines, room);
  if (literalCode(kept).length > room) kept = shorten(lines, Math.floor(room / 2));
  const more = kept === lines ? '' : `\n${cutNote(lines.length)}`;
  return `${FENCE}\n${literalCode(kept)}\n${FENCE}${more}`;
}

function cutNote(characters: number): string {
  return `_The beginning of ${characters.toLocaleString('en')} characters; the usage history has all of it._`;
}
