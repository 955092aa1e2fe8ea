import 'server-only';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { Call } from '../call/call';
import { type DecodedText, decodeBytes } from './decode-text';

export type FormFields = [name: string, value: string][];

/** A file part of a form that is read for its fields. */
export type FormFile = { field: string; name: string };

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

/** `announced`, some of which are not UTF-8, of the same body: each in its part's charset, else as `decodeBytes` reads it. */
export async function inTheirCharsets(
  announced: FormFields,
  bytes: Uint8Array,
  headers: Call['headers'],
): Promise<{ fields: FormFields; repair: string | null }> {
  const { fields: asLatin1 } = await partsIn('latin1', bytes, headers);
  let repair: string | null = null;
  const fields = announced.map(([name, value], index): [string, string] => {
    const read = value.includes('\ufffd') ? fieldText(asLatin1[index]![1]) : { text: value, repair: null };
    repair ??= read.repair;
    return [name, read.text];
  });
  return { fields, repair };
}

/**
 * The parts of a multipart body, names in quotes or without.
 * @param charset of the parts that name none
 * @throws when the body is not well-formed
 */
export async function partsIn(
  charset: string,
  bytes: Uint8Array,
  headers: Call['headers'],
): Promise<{ fields: FormFields; files: FormFile[] }> {
  const fields: FormFields = [];
  const files: FormFile[] = [];
  const parser = new Busboy({
    headers: { 'content-type': headers['content-type'] ?? '' },
    defCharset: charset,
    isPartAFile: isNamedFile,
    limits: { fieldSize: bytes.length, fieldNameSize: bytes.length },
  });
  parser.on('file', (field, file, name) => {
    let isEmpty = true;
    file.on('data', () => {
      isEmpty = false;
    });
    file.on('end', () => {
      if (name || !isEmpty) files.push({ field: field ?? '', name: name ?? '' });
    });
  });
  parser.on('field', (name, value) => void fields.push([name ?? '', value]));
  await finished(Readable.from([bytes]).pipe(parser));
  return { fields, files };
}
