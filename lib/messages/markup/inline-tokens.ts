import { LITERAL } from './literal-text-mark';
import { safeLink } from './safe-url';

type Mark = '*' | '**' | '_' | '__' | '~' | '~~';

export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'mark'; mark: Mark; canOpen: boolean; canClose: boolean }
  | { kind: 'code'; text: string }
  /** `isBare`: the label is the address itself and contains no markup. */
  | { kind: 'link'; href: string; label: string; isBare: boolean }
  | { kind: 'reference'; reference: string; label: string }
  | { kind: 'mention'; mention: string };

type Found = { token: Token; end: number };

const SPECIAL = /[*_~`[{hH\ufdd0]/g;
/**
 * Ends at white space, at CJK punctuation (no space precedes the next sentence), or at a character that addresses
 * must encode.
 */
const BARE_LINK =
  /https?:\/\/(?:[^\s<>`\\\ufdd0\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]|\\")+/iy;
/** Characters that may stand before an address, with those that end it. */
const CLOSER_OF: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '|',
  '|': '|',
};
const MENTION = /\{([@#][^{}\s]{1,100})\}/y;
const REFERENCE = /^\$(\w{1,20})$/;
const WORD = /[\p{L}\p{N}]/u;
/** Scripts without spaces between words, in which marks stand directly beside letters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const MAX_TARGET_CHARS = 2_048;

/** Cuts one line into possible markup and the plain text between. Reads every character a bounded number of times. */
export function scanLine(line: string, { links } = { links: true }): Token[] {
  const tokens: Token[] = [];
  const brackets = links ? matchPairs(line) : new Map<number, number>();
  let nextTick = -1;
  let textFrom = 0;
  SPECIAL.lastIndex = 0;
  for (let match = nextSpecial(line, 0); match >= 0; ) {
    const at = match;
    // The next closing tick is searched once per stretch of the line; a line of ticks would otherwise take quadratic
    // time.
    if (line[at] === '`' && nextTick <= at) nextTick = indexOrEnd(line, '`', at + 1);
    const found = tokenAt(line, at, { links, brackets, nextTick });
    if (!found) {
      match = nextSpecial(line, at + 1);
      continue;
    }
    if (at > textFrom) tokens.push({ kind: 'text', text: line.slice(textFrom, at) });
    tokens.push(found.token);
    textFrom = found.end;
    match = nextSpecial(line, found.end);
  }
  if (textFrom < line.length) tokens.push({ kind: 'text', text: line.slice(textFrom) });
  return tokens;
}

type Context = { links: boolean; brackets: Map<number, number>; nextTick: number };

function tokenAt(line: string, at: number, context: Context): Found | undefined {
  const char = line[at];
  if (char === LITERAL) return { token: { kind: 'text', text: line[at + 1] ?? '' }, end: at + 2 };
  if (char === '`') return codeAt(line, at, context.nextTick);
  if (char === '{') return mentionAt(line, at);
  if (char === '[') return context.links ? linkAt(line, at, context.brackets) : undefined;
  if (char === 'h' || char === 'H') return context.links ? bareLinkAt(line, at) : undefined;
  return markAt(line, at);
}

/** A run of one or two marks; people draw lines with longer runs (`*****`, `____`). */
function markAt(line: string, at: number): Found {
  const char = line[at] as string;
  let end = at + 1;
  while (line[end] === char) end += 1;
  const run = line.slice(at, end);
  if (run.length > 2) return { token: { kind: 'text', text: run }, end };
  const before = line[at - 1] ?? ' ';
  const after = line[end] ?? ' ';
  // snake_case, 2*3*4 and * bullets stay as they are.
  const isInWord = (neighbour: string) => WORD.test(neighbour) && (char === '_' || !UNSPACED.test(neighbour));
  const canOpen = !isInWord(before) && !/\s/.test(after);
  const canClose = !isInWord(after) && !/\s/.test(before);
  return { token: { kind: 'mark', mark: run as Mark, canOpen, canClose }, end };
}

function codeAt(line: string, at: number, close: number): Found | undefined {
  const text = line.slice(at + 1, close);
  if (close >= line.length || text.trim() === '') return undefined;
  return { token: { kind: 'code', text: text.replaceAll(LITERAL, '') }, end: close + 1 };
}

function mentionAt(line: string, at: number): Found | undefined {
  MENTION.lastIndex = at;
  const match = MENTION.exec(line);
  if (!match) return undefined;
  return { token: { kind: 'mention', mention: match[1] as string }, end: MENTION.lastIndex };
}

/** `[text](target)`. An unsafe target leaves the text as it was written. */
function linkAt(line: string, at: number, brackets: Map<number, number>): Found | undefined {
  const labelEnd = brackets.get(at);
  if (labelEnd === undefined || line[labelEnd + 1] !== '(') return undefined;
  const close = brackets.get(labelEnd + 1);
  if (close === undefined || close - labelEnd > MAX_TARGET_CHARS) return undefined;
  const label = line.slice(at + 1, labelEnd);
  const target = line.slice(labelEnd + 2, close).trim();
  if (label.trim() === '' || /\s/.test(target)) return undefined;
  const reference = REFERENCE.exec(target)?.[1];
  if (reference) return { token: { kind: 'reference', reference, label }, end: close + 1 };
  const href = safeLink(target);
  return href ? { token: { kind: 'link', href, label, isBare: false }, end: close + 1 } : undefined;
}

/** An address that stands in a text as it is; an unsafe one is text as a whole. */
export function bareLinkAt(line: string, at: number): Found | undefined {
  if (at > 0 && WORD.test(line[at - 1] as string)) return undefined;
  BARE_LINK.lastIndex = at;
  const match = BARE_LINK.exec(line)?.[0];
  if (!match) return undefined;
  const label = withoutTrailingPunctuation(untilCloser(match, line[at - 1] ?? ''));
  const href = safeLink(label);
  if (href) return { token: { kind: 'link', href, label, isBare: true }, end: at + label.length };
  // Taken whole, so that its inside is not scanned again.
  return { token: { kind: 'text', text: match }, end: at + match.length };
}

/**
 * Ends an address in quotes or brackets at the closing one; quotes and brackets in pairs inside belong to the
 * address.
 */
function untilCloser(url: string, before: string): string {
  const closer = CLOSER_OF[before];
  if (closer === undefined) return url;
  let opened = 0;
  for (let at = 0; at < url.length; at += 1) {
    if (url[at] === closer && opened === 0) return url.slice(0, at);
    if (url[at] === closer) opened -= 1;
    else if (url[at] === before) opened += 1;
  }
  return url;
}

/** `(see https://x.test/a_(b)).` links to `https://x.test/a_(b)`. */
function withoutTrailingPunctuation(url: string): string {
  const unopened = new Map(Object.entries(PAIRS).map(([close, open]) => [close, excess(url, close, open)]));
  let end = url.length;
  while (end > 0) {
    const last = url[end - 1] as string;
    const extra = unopened.get(last);
    if (extra === undefined ? !'.,:;!?*_~…|'.includes(last) : extra <= 0) break;
    if (extra !== undefined) unopened.set(last, extra - 1);
    end -= 1;
  }
  return url.slice(0, end);
}

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '"': '"', "'": "'" };

/**
 * How many closing characters have no opening one; of quotes, which open as they close, one when their number is odd.
 */
function excess(url: string, close: string, open: string): number {
  let closed = 0;
  let opened = 0;
  for (const char of url) {
    if (char === close) closed += 1;
    else if (char === open) opened += 1;
  }
  return close === open ? closed % 2 : closed - opened;
}

/** The closing position of each `[` and `(`, found for the whole line at once, so that lookups are free. */
function matchPairs(line: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: Record<']' | ')', number[]> = { ']': [], ')': [] };
  for (let index = 0; index < line.length; index += 1) {
    const char = line[index];
    if (char === LITERAL) index += 1;
    else if (char === '[') open[']'].push(index);
    else if (char === '(') open[')'].push(index);
    else if (char === ']' || char === ')') {
      const start = open[char].pop();
      if (start !== undefined) pairs.set(start, index);
    }
  }
  return pairs;
}

function nextSpecial(line: string, from: number): number {
  SPECIAL.lastIndex = from;
  return SPECIAL.exec(line)?.index ?? -1;
}

function indexOrEnd(line: string, needle: string, from: number): number {
  const index = line.indexOf(needle, from);
  return index < 0 ? line.length : index;
}
