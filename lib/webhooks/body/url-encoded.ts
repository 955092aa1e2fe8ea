import 'server-only';
import { isJson } from '@/lib/is-json';
import { readFields, type UrlEncoded } from '../call/url-fields';

/** Characters that every encoder escapes, and that `curl -d` and people leave as they are. */
const UNENCODED = /[\s<>"\\^`{|}]/;
const FIELD_NAME = /^[A-Za-z_][\w.[\]$-]{0,99}$/;

/**
 * The fields of `application/x-www-form-urlencoded`; null when the body is a text under that type, as `curl -d
 * @report.txt` sends it: its first line would become a field's name, and an & would cut it.
 */
export function readUrlEncoded(text: string, charset: string | null): UrlEncoded | null {
  if (!text.includes('=')) return null;
  const read = readFields(text, charset);
  return UNENCODED.test(text) && !read.fields.every(([name]) => FIELD_NAME.test(name)) ? null : read;
}

/** Fields that hold prose, with blanks and line breaks. */
const PROSE = new Set(['text', 'message', 'title', 'payload', 'body', 'content', 'description']);

/**
 * Whether a possible form is lines of a log ("level=info msg=done"), which `curl --data-binary @file` sends as a
 * form.
 */
export function isLog(text: string): boolean {
  if (!/\s/.test(text)) return false;
  return text.split('&').some((part) => {
    const [name = '', ...value] = part.split('=');
    return (
      !PROSE.has(name) && (/[\r\n]/.test(part) || value.slice(0, -1).some((one) => /\s[\w.-]+$/.test(one)))
    );
  });
}

/** JSON that was percent-encoded as a whole (`--data-urlencode '{"text":"Hello"}'`); null when the text is none. */
export function escapedJson(text: string): string | null {
  if (!/^%(?:7B|5B)/i.test(text) || text.includes('=')) return null;
  const [name] = new URLSearchParams(text).keys();
  return name !== undefined && isJson(name) ? name : null;
}
