import 'server-only';
import type { Call } from '../call/call';
import { Refusal } from '../call/refusal';
import { type FormFields, inTheirCharsets } from './field-charsets';

/** A file part of a form that is read for its fields. */
type FormFile = { field: string; name: string };

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
  const form = await new Response(Buffer.from(bytes), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  })
    .formData()
    .catch(() => {
      throw new Refusal(
        'invalid_inputs',
        'The multipart body is not well-formed; let the HTTP client write it, as curl -F does.',
        { field: 'body' },
      );
    });
  const fields: FormFields = [];
  const files: FormFile[] = [];
  for (const [name, part] of form) {
    if (typeof part === 'string') fields.push([name, part]);
    else if (part.name !== '' || part.size > 0) files.push({ field: name, name: part.name });
  }
  const isUtf8 = !fields.some(([, value]) => value.includes('\ufffd'));
  return { ...(isUtf8 ? { fields, repair: null } : await inTheirCharsets(bytes, headers)), files };
}

/** Under a content type that says form, as hand-written clients send it. */
export const startsAsJson = (bytes: Uint8Array) =>
  /^\s*[{[]/.test(Buffer.from(bytes.subarray(0, 100)).toString());

/** A name given more than once becomes a list of its values. */
export function grouped(fields: FormFields): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>();
  for (const [name, text] of fields) {
    const before = values.get(name);
    values.set(name, before === undefined ? text : [before, text].flat());
  }
  return Object.fromEntries(values);
}
