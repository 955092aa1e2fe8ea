import 'server-only';
import type { Call } from '../call/call';
import { Refusal } from '../call/refusal';
import { type FormFields, type FormFile, inTheirCharsets, partsIn } from './field-charsets';

type Multipart = {
  fields: FormFields;
  files: FormFile[];
  /** Why fields were not read as announced, for the owner's history; null when they were. */
  repair: string | null;
};

/**
 * The fields of a multipart body, and the names of its files. A file input of a page in which nothing was chosen is none.
 * @throws {Refusal} `invalid_inputs`
 */
export async function readMultipart(bytes: Uint8Array, headers: Call['headers']): Promise<Multipart> {
  try {
    const { fields, files } = await partsIn('utf8', bytes, headers);
    const isUtf8 = !fields.some(([, value]) => value.includes('\ufffd'));
    return { ...(isUtf8 ? { fields, repair: null } : await inTheirCharsets(fields, bytes, headers)), files };
  } catch {
    throw new Refusal(
      'invalid_inputs',
      'The multipart body is not well-formed; let the HTTP client write it, as curl -F does.',
      { field: 'body' },
    );
  }
}

/** Under a content type that says form, as hand-written clients send it. */
export const startsAsJson = (bytes: Uint8Array) =>
  /^\s*[{[]/.test(Buffer.from(bytes.subarray(0, 100)).toString());
