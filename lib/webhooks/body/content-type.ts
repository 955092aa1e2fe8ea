import 'server-only';
import { remember } from '@/lib/remember';
import type { Call } from '../call/call';

export type ContentType = {
  /** Lower case, without parameters; empty when the header is missing. */
  mediaType: string;
  /** The announced charset; null when it is missing, UTF-8 or meaningless (`binary`, `utf8`, a bare `; utf-8`). */
  charset: string | null;
};

/** Spellings that name no other charset; all of them mean UTF-8. */
const NO_CHARSET = new Set(['', 'utf-8', 'utf8', 'utf_8', 'binary', 'none', 'null', 'undefined', 'default']);

/** What follows is no name of a charset. */
const LONGEST = 500;

/** Reads Content-Type as senders write it: quoted with ' or ", repeated ("a, a"), with meaningless parameters. */
export function readContentType(headers: Call['headers']): ContentType {
  return readHeader(headers['content-type'] ?? '');
}

/** Senders use few different ones, each again and again. */
const readHeader = remember(
  (header: string): ContentType => {
    const [first = ''] = header.slice(0, LONGEST).split(',');
    const [type = '', ...parameters] = first.split(';');
    const named = parameters.map((parameter) => parameter.split('=')).find(isCharset);
    const charset = withoutQuotes(named?.slice(1).join('=').trim() ?? '').trim();
    return {
      mediaType: type.trim().toLowerCase(),
      charset: NO_CHARSET.has(charset.toLowerCase()) ? null : charset,
    };
  },
  { entries: 200, maxLength: 200 },
);

const isCharset = ([name = '', ...value]: string[]) =>
  value.length > 0 && name.trim().toLowerCase() === 'charset';

const isQuote = (character: string | undefined) => character === '"' || character === "'";

function withoutQuotes(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isQuote(text[from])) from++;
  while (from < to && isQuote(text[to - 1])) to--;
  return text.slice(from, to);
}

export function isJsonType(mediaType: string): boolean {
  return mediaType === 'application/json' || mediaType.endsWith('+json');
}
