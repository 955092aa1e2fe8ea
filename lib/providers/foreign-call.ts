import 'server-only';
import { asRecord } from '@/lib/messages/parts/unchecked';
import { readJsonWithin } from '@/lib/webhooks/body/json-text';
import type { IncomingBody } from '@/lib/webhooks/body/parse-incoming';

/** A call of any service, without credentials, from which a message is made. */
export type ForeignCall = {
  method: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  params: readonly (readonly [name: string, value: string])[];
  body: Pick<IncomingBody, 'value' | 'kind' | 'json'>;
  /** By which the log finds it again. */
  requestId?: string;
};

/** Names the receivers, which are not content of a call. */
const ADDRESSING = 'user_ids';

/** Fields in which senders of forms put all of their content as JSON. */
const WRAPPERS = ['payload', 'payload_json', 'data'];

/**
 * The content of a call: the body, the JSON in the one field of a form that matters, or the query of a call without a
 * body.
 */
export function contentOf({ params, body }: ForeignCall): ForeignCall['body'] {
  if (body.kind === 'none') {
    const fields = params.filter(([name]) => name !== ADDRESSING);
    return fields.length === 0 ? body : { value: Object.fromEntries(fields), kind: 'form' };
  }
  if (body.kind !== 'form') return body;
  const form = asRecord(body.value) ?? {};
  const name = WRAPPERS.find((one) => Object.hasOwn(form, one));
  const json = name === undefined ? undefined : form[name];
  if (typeof json !== 'string' || !json.trimStart().startsWith('{')) return body;
  const read = readJsonWithin(json);
  return read ? { value: read.value, kind: 'json', json } : body;
}
