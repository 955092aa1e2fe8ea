import 'server-only';
import { isWellFormedAppKey } from '@/lib/extensions/app-key/key';
import { decodedViews } from './decoded-view';

/** A range of the source; `characters` is the length of the decoded secret. */
export type SecretRange = { from: number; to: number; characters: number };

/** Patterns whose first group is the secret. */
export type Shapes = readonly RegExp[];

/** A pattern, and what every match of it contains in lower case: looking for that first is far quicker. */
type Sought = { pattern: RegExp; hint: string };

/** A webhook token; its public half stays readable. */
const TOKEN: Sought = { pattern: /1001\.[0-9a-f]{32}\.([0-9a-f]{32})/dgi, hint: '1001.' };
/** Each run of such characters is tried once. */
const MAYBE_APP_KEY = /(?:sbx-|(?<![A-Za-z0-9+/]))[MNO][A-Za-z0-9+/]{50,75}={0,2}/g;
const BASE64_RUN = /[A-Za-z0-9+/_-]{40,}/g;
const HEX_RUN = /(?:[0-9a-f]{2}){37,}/gi;

/**
 * Finds secrets in a text in any spelling: plain, in either case, percent-encoded, with escapes of JSON, JavaScript
 * or HTML, in UTF-16, Base64 or hexadecimal, and nested. The ranges are sorted and do not overlap.
 */
export function findSecrets(text: string, known: readonly string[], shapes: Shapes = []): SecretRange[] {
  const patterns = [TOKEN, ...shapes.map((pattern) => ({ pattern, hint: '' })), ...known.map(patternOf)];
  const found: SecretRange[] = [];
  for (const view of decodedViews(text)) {
    const { starts } = view;
    for (const [from, to] of rangesIn(view.text, patterns)) {
      found.push({
        from: starts ? starts[from]! : from,
        to: starts ? starts[to]! : to,
        characters: to - from,
      });
    }
  }
  return merged(found);
}

type Range = readonly [from: number, to: number];

function rangesIn(text: string, patterns: readonly Sought[]): Range[] {
  const encodedIn = [
    ...encoded(text, BASE64_RUN, patterns, fromBase64, 4),
    ...encoded(text, HEX_RUN, patterns, fromHex, 2),
  ];
  return [...plain(text, patterns), ...appKeys(text), ...encodedIn];
}

function* plain(text: string, patterns: readonly Sought[]): Generator<Range> {
  const lower = text.toLowerCase();
  for (const { pattern, hint } of patterns) {
    if (!lower.includes(hint)) continue;
    for (const { indices } of text.matchAll(pattern)) yield (indices?.[1] ?? indices?.[0])!;
  }
}

function* appKeys(text: string): Generator<Range> {
  for (const { 0: key, index } of text.matchAll(MAYBE_APP_KEY)) {
    if (isWellFormedAppKey(key)) yield [index, index + key.length];
  }
}

type Decoding = { bytes: string; sourceOf(at: number, isEnd: boolean): number };

/**
 * Decodes each run from several first positions, since a run may begin with characters that do not belong to the
 * encoding.
 */
function* encoded(
  text: string,
  runs: RegExp,
  patterns: readonly Sought[],
  decode: (run: string) => Decoding,
  places: number,
): Generator<Range> {
  for (const { 0: run, index } of text.matchAll(runs)) {
    for (let skip = 0; skip < places; skip++) {
      const { bytes, sourceOf } = decode(run.slice(skip));
      for (const [from, to] of plain(bytes, patterns)) {
        yield [index + skip + sourceOf(from, false), index + skip + sourceOf(to, true)];
      }
    }
  }
}

const fromBase64 = (run: string): Decoding => ({
  bytes: Buffer.from(run, 'base64').toString('latin1'),
  sourceOf: (at, isEnd) => (isEnd ? Math.ceil((at * 4) / 3) : Math.floor((at * 4) / 3)),
});

const fromHex = (run: string): Decoding => ({
  bytes: Buffer.from(run, 'hex').toString('latin1'),
  sourceOf: (at) => at * 2,
});

function patternOf(secret: string): Sought {
  const pattern = new RegExp(`(${secret.replace(/[^A-Za-z0-9]/g, '\\$&')})`, 'dgi');
  return { pattern, hint: secret.toLowerCase() };
}

function merged(ranges: SecretRange[]): SecretRange[] {
  ranges.sort((one, other) => one.from - other.from || other.to - one.to);
  const result: SecretRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (!last || range.from >= last.to) {
      result.push({ ...range });
      continue;
    }
    last.to = Math.max(last.to, range.to);
    last.characters = Math.max(last.characters, range.characters);
  }
  return result;
}
