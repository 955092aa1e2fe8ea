import 'server-only';
import { withExactNumbers } from '@/lib/messages/parts/exact-numbers';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { grouped } from '@/lib/webhooks/body/grouped';
import { readJsonWithin } from '@/lib/webhooks/body/json-text';
import type { IncomingBody } from '@/lib/webhooks/body/parse-incoming';

/** A call of any service, without credentials, from which a message is made. */
export type ForeignCall = {
  method: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  params: readonly (readonly [name: string, value: string])[];
  body: Pick<IncomingBody, 'value' | 'kind' | 'json' | 'fileFields'>;
  /** By which the log finds it again. */
  requestId?: string;
};

/** Names the receivers, which are not content of a call. */
const ADDRESSING = 'user_ids';

/** Fields in which senders of forms put all of their content as JSON. */
const WRAPPERS = new Set(['payload', 'payload_json', 'data']);

const contents = new WeakMap<ForeignCall, ForeignCall['body']>();

/**
 * The content of a call: the body, or the query of a call without a body. JSON in the one field of a form or query,
 * besides files, is all of it; beside other fields it is one of them. Numbers that JavaScript would write differently are the texts of
 * their digits.
 */
export function contentOf(call: ForeignCall): ForeignCall['body'] {
  const known = contents.get(call);
  if (known) return known;
  const content = readContent(call);
  contents.set(call, content);
  return content;
}

function readContent({ params, body }: ForeignCall): ForeignCall['body'] {
  const form = body.kind === 'form' ? asRecord(body.value) : undefined;
  if (form) return ofForm(form, body.fileFields);
  if (body.kind !== 'none') {
    return body.json === undefined ? body : { ...body, value: withExactNumbers(body.json, body.value) };
  }
  const fields = params.filter(([name]) => name !== ADDRESSING);
  return fields.length === 0 ? body : ofForm(grouped(fields));
}

function ofForm(form: UncheckedObject, fileFields: readonly string[] = []): ForeignCall['body'] {
  const fields = Object.entries(form)
    .filter(([name]) => !fileFields.includes(name))
    .map(([name, value]) => ({ name, value, read: WRAPPERS.has(name) ? objectIn(value) : null }));
  const [only, ...others] = fields;
  if (only?.read && others.length === 0) return { ...only.read, kind: 'json' };
  const content = Object.fromEntries(
    fields.map(({ name, value, read }) => [name, read ? read.value : value]),
  );
  if (fileFields.length === 0) return { value: content, kind: 'form' };
  // Under its own field a file's name would stand as the text of the message.
  const files = [content.files ?? [], fileFields.map((name) => form[name])].flat(2);
  return { value: { ...content, files }, kind: 'form' };
}

function objectIn(json: unknown): { value: unknown; json: string } | null {
  if (typeof json !== 'string' || !json.trimStart().startsWith('{')) return null;
  const read = readJsonWithin(json);
  return read && { value: withExactNumbers(json, read.value), json };
}
