import 'server-only';
import { decodeBytes } from './decode-text';
import type { FormFields } from './form';
import { isJson } from './json-text';

export type UrlEncoded = { fields: FormFields; repair: string | null };

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

/** The fields of a form or a query; escapes that are not UTF-8 are read in the charset, else as `decodeBytes` reads them. */
export function readFields(text: string, charset: string | null): UrlEncoded {
  const fields: FormFields = [...new URLSearchParams(text)];
  const isWhole = text.includes('\ufffd') || !fields.some((field) => field.join().includes('\ufffd'));
  return isWhole ? { fields, repair: null } : inAnotherCharset(text, charset);
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

/** Decodes percent-escapes whose bytes are not UTF-8 ("St%F6rung"). */
function inAnotherCharset(text: string, charset: string | null): UrlEncoded {
  let repair: string | null = null;
  const decode = (part: string) => {
    const decoded = decodeBytes(bytesOf(part), charset);
    repair ??= decoded.repair;
    return decoded.text;
  };
  const fields = text.replace(/^\?/, '').split('&').map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=');
    return [decode(name), decode(value.join('='))];
  });
  return { fields: fields.filter(([name, value]) => name !== '' || value !== ''), repair };
}

function bytesOf(part: string): Uint8Array {
  const plain = Buffer.from(part.replaceAll('+', ' ')).toString('latin1');
  const bytes = plain.replace(/%([0-9a-f]{2})/gi, (_, digits) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}
