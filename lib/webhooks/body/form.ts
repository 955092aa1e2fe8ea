import 'server-only';
import type { Call } from '../call/call';
import { Refusal } from '../call/refusal';

export type FormFields = [name: string, value: string][];

/** Whether a call that posts a message is a form with files; then the files are the message, as on `…/files`. */
export function bringsFiles({ body, headers }: Pick<Call, 'body' | 'headers'>): boolean {
  if (!/^multipart\/form-data/i.test(headers['content-type'] ?? '') || !body) return false;
  return /^content-disposition:[^\r\n]*;\s*filename\*?=/im.test(Buffer.from(body).toString('latin1'));
}

/** A file part of a form that is read for its fields. */
export type FormFile = { field: string; name: string };

/**
 * The fields of a multipart body, and the names of its files.
 * @throws {Refusal} `invalid_inputs`
 */
export async function readMultipart(
  bytes: Uint8Array,
  headers: Call['headers'],
): Promise<{ fields: FormFields; files: FormFile[] }> {
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
    else files.push({ field: name, name: part.name });
  }
  return { fields, files };
}

/** A name given more than once becomes a list of its values. */
export function grouped(fields: FormFields): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>();
  for (const [name, text] of fields) {
    const before = values.get(name);
    values.set(name, before === undefined ? text : [before, text].flat());
  }
  return Object.fromEntries(values);
}
