import 'server-only';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { Call } from '../call/call';
import { type DecodedText, decodeBytes } from './decode-text';

export type FormFields = [name: string, value: string][];

/**
 * The text of a form's field that was read as Latin-1, a character for a byte. A field whose own charset had more
 * characters was read right.
 */
export const fieldText = (value: string): DecodedText =>
  /[^\0-\xff]/.test(value) ? { text: value, repair: null } : decodeBytes(Buffer.from(value, 'latin1'), null);

/** Whether a part is a file: it has a file's name. */
export const isNamedFile = (
  _field: string | undefined,
  _type: string | undefined,
  name: string | undefined,
) => name !== undefined;

/** The fields of a well-formed multipart body, some of which is not UTF-8: each in its part's charset, else as `decodeBytes` reads it. */
export async function inTheirCharsets(
  bytes: Uint8Array,
  headers: Call['headers'],
): Promise<{ fields: FormFields; repair: string | null }> {
  const announced = await fieldsIn('utf8', bytes, headers);
  const asLatin1 = await fieldsIn('latin1', bytes, headers);
  let repair: string | null = null;
  const fields = announced.map(([name, value], index): [string, string] => {
    const read = value.includes('\ufffd') ? fieldText(asLatin1[index]![1]) : { text: value, repair: null };
    repair ??= read.repair;
    return [name, read.text];
  });
  return { fields, repair };
}

/** @param charset of the parts that name none */
async function fieldsIn(charset: string, bytes: Uint8Array, headers: Call['headers']): Promise<FormFields> {
  const fields: FormFields = [];
  const parser = new Busboy({
    headers: { 'content-type': headers['content-type'] ?? '' },
    defCharset: charset,
    isPartAFile: isNamedFile,
    limits: { fieldSize: bytes.length },
  });
  parser.on('file', (_name, file) => void file.resume());
  parser.on('field', (name, value) => void fields.push([name ?? '', value]));
  await finished(Readable.from([bytes]).pipe(parser));
  return fields;
}
