import 'server-only';
import type { Call } from '../call/call';

export type ContentType = {
  /** Lower case, without parameters; empty when there is none. */
  mediaType: string;
  /** As it was announced; null when that is missing, UTF-8 or names nothing (`binary`, `utf8`, a bare `; utf-8`). */
  charset: string | null;
};

/** What senders write for "no charset in particular"; all of it means UTF-8. */
const NO_CHARSET = new Set(['', 'utf-8', 'utf8', 'utf_8', 'binary', 'none', 'null', 'undefined', 'default']);

/** Reads Content-Type as senders write it: quoted with ' or ", given twice ("a, a"), with parameters that make no sense. */
export function readContentType(headers: Call['headers']): ContentType {
  const [first = ''] = (headers['content-type'] ?? '').split(',');
  const [type = '', ...parameters] = first.split(';');
  const named = parameters.map((parameter) => /^\s*charset\s*=\s*(.*?)\s*$/i.exec(parameter)?.[1]);
  const charset = (named.find((value) => value !== undefined) ?? '').replace(/^["']+|["']+$/g, '').trim();
  return {
    mediaType: type.trim().toLowerCase(),
    charset: NO_CHARSET.has(charset.toLowerCase()) ? null : charset,
  };
}

export function isJsonType(mediaType: string): boolean {
  return mediaType === 'application/json' || mediaType.endsWith('+json');
}
