import 'server-only';
import { decodeBytes } from './decode-text';

export type FormFields = [name: string, value: string][];
/** `repair`: why they were not read as announced, for the owner's history; null when they were. */
export type UrlEncoded = { fields: FormFields; repair: string | null };

/** The fields of a form or a query; escapes that are not UTF-8 are read in the charset, else as `decodeBytes` reads them. */
export function readFields(text: string, charset: string | null): UrlEncoded {
  const fields: FormFields = [...new URLSearchParams(text)];
  const isWhole = text.includes('\ufffd') || !fields.some((field) => field.join().includes('\ufffd'));
  return isWhole ? { fields, repair: null } : inAnotherCharset(text, charset);
}

/** Decodes percent-escapes whose bytes are not UTF-8 ("St%F6rung"). */
function inAnotherCharset(text: string, charset: string | null): UrlEncoded {
  let repair: string | null = null;
  const decode = (part: string) => {
    const decoded = decodeBytes(bytesOf(part), charset);
    repair ??= decoded.repair;
    return decoded.text;
  };
  const fields = text
    .replace(/^\?/, '')
    .split('&')
    .map((pair): [string, string] => {
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
