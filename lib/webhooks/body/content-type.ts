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

/** Reads Content-Type as senders write it: quoted with ' or ", repeated ("a, a"), with meaningless parameters. */
export function readContentType(headers: Call['headers']): ContentType {
  return readHeader(headers['content-type'] ?? '');
}

/** Senders use few different ones, each again and again. */
const readHeader = remember(
  (header: string): ContentType => {
    const [first = ''] = header.split(',');
    const [type = '', ...parameters] = first.split(';');
    const named = parameters.map((parameter) => /^\s*charset\s*=\s*(.*?)\s*$/i.exec(parameter)?.[1]);
    const charset = (named.find((value) => value !== undefined) ?? '').replace(/^["']+|["']+$/g, '').trim();
    return {
      mediaType: type.trim().toLowerCase(),
      charset: NO_CHARSET.has(charset.toLowerCase()) ? null : charset,
    };
  },
  { entries: 200, maxLength: 200 },
);

export function isJsonType(mediaType: string): boolean {
  return mediaType === 'application/json' || mediaType.endsWith('+json');
}
