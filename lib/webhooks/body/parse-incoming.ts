import 'server-only';
import type { Call } from '../call/call';
import { decodeText } from '../call/decode-text';
import { isJsonType, readContentType } from './content-type';
import { readMultipart, startsAsJson } from './form';
import { grouped } from './grouped';
import { parseJson, readJson } from './json-text';
import { escapedJson, isLog, readUrlEncoded } from './url-encoded';

/** A body of any kind: `value` is parsed when the body is JSON or a form, else it is the text. */
export type IncomingBody = {
  value: unknown;
  kind: 'json' | 'form' | 'text' | 'none';
  /** The text of JSON, which has its numbers as they were written. */
  json?: string;
  /** The fields of a form whose value is but the name of a file. */
  fileFields?: readonly string[];
  /** Why the body was not read as announced, for the owner's history. */
  repairs: readonly string[];
};

const FILES_LEFT =
  'Of files only the names are read here; send files to the URL of the channel or bot that ends in /files.';

/**
 * Reads the decompressed body of an `incoming` call. JSON is parsed under any content type. A body that only
 * looks like JSON, or only claims to be, stays the text that it is.
 * @throws {Refusal} `invalid_inputs` for JSON with a repeated key or too deep nesting, and for a broken multipart
 * body.
 */
export async function parseIncomingBody(bytes: Uint8Array, headers: Call['headers']): Promise<IncomingBody> {
  const { mediaType, charset } = readContentType(headers);
  if (mediaType === 'multipart/form-data' && bytes.length > 0 && !startsAsJson(bytes)) {
    const { fields, files, repair } = await readMultipart(bytes, headers);
    const named = files.map(({ field, name }): [string, string] => [field, name]);
    const texts = new Set(fields.map(([name]) => name));
    const fileFields = new Set(files.map(({ field }) => field).filter((field) => !texts.has(field)));
    const notes = [repair, files.length > 0 ? FILES_LEFT : null].filter((note) => note !== null);
    return {
      value: grouped([...fields, ...named]),
      kind: 'form',
      fileFields: [...fileFields],
      repairs: notes,
    };
  }
  const { text, repair } = decodeText(bytes, charset);
  const repairs = repair ? [repair] : [];
  const trimmed = text.trim();
  if (trimmed === '') return { value: null, kind: 'none', repairs };
  const saysJson = isJsonType(mediaType);
  if (saysJson || /^[{[]/.test(trimmed)) {
    const read = readJson(trimmed);
    if (read) return { value: read.value, kind: 'json', json: trimmed, repairs };
    if (saysJson) {
      return {
        value: text,
        kind: 'text',
        repairs: [...repairs, 'The body is not valid JSON and was taken as text.'],
      };
    }
  } else if (mediaType === 'application/x-www-form-urlencoded') {
    const escaped = escapedJson(trimmed);
    if (escaped !== null) return { value: parseJson(escaped), kind: 'json', json: escaped, repairs };
    const form = isLog(trimmed) ? null : readUrlEncoded(trimmed, charset);
    if (form) {
      return {
        value: grouped(form.fields),
        kind: 'form',
        repairs: form.repair ? [...repairs, form.repair] : repairs,
      };
    }
  }
  return { value: text, kind: 'text', repairs };
}
