import 'server-only';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { Call } from '../call/call';
import { Refusal } from '../call/refusal';
import type { FormFields } from '../call/url-fields';
import { AS_BYTES, PartTexts } from './part-texts';

/** A file part of a form that is read for its fields. */
type FormFile = { field: string; name: string };

type Multipart = {
  fields: FormFields;
  files: FormFile[];
  /** Why texts were not read as announced, for the owner's history; null when they were. */
  repair: string | null;
};

/** Whether a part is a file: it has a file's name. */
export const isNamedFile = (
  _field: string | undefined,
  _type: string | undefined,
  name: string | undefined,
) => name !== undefined;

/**
 * The fields of a multipart body, names in quotes or without, and the names of its files. A file input of a page in which nothing was
 * chosen is none.
 * @throws {Refusal} `invalid_inputs`
 */
export async function readMultipart(bytes: Uint8Array, headers: Call['headers']): Promise<Multipart> {
  try {
    return await partsOf(bytes, headers['content-type'] ?? '');
  } catch {
    throw new Refusal(
      'invalid_inputs',
      'The multipart body is not well-formed; let the HTTP client write it, as curl -F does.',
      { field: 'body' },
    );
  }
}

async function partsOf(bytes: Uint8Array, contentType: string): Promise<Multipart> {
  const fields: FormFields = [];
  const files: FormFile[] = [];
  const parser = new Busboy({
    headers: { 'content-type': contentType },
    ...AS_BYTES,
    isPartAFile: isNamedFile,
    limits: { fieldSize: bytes.length, fieldNameSize: bytes.length },
  });
  const texts = new PartTexts(parser, contentType);
  parser.on('file', (field, file, name) => {
    let isEmpty = true;
    file.on('data', () => {
      isEmpty = false;
    });
    file.on('end', () => {
      if (name || !isEmpty) files.push({ field: field ?? '', name: name ?? '' });
    });
  });
  parser.on('field', (name, value) => void fields.push([name ?? '', texts.valueOf(value)]));
  await finished(Readable.from([bytes]).pipe(parser));
  return { fields, files, repair: texts.repair };
}

/** Under a content type that says form, as hand-written clients send it. */
export const startsAsJson = (bytes: Uint8Array) =>
  /^\s*[{[]/.test(Buffer.from(bytes.subarray(0, 100)).toString());
