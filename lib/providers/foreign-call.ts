import 'server-only';
import { asRecord } from '@/lib/messages/parts/unchecked';
import type { IncomingBody } from '@/lib/webhooks/body/parse-incoming';

/** A call of any service, without credentials: what its message is made of. */
export type ForeignCall = {
  method: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  params: readonly (readonly [name: string, value: string])[];
  body: Pick<IncomingBody, 'value' | 'kind'>;
};

/** Which people it is for is no content of a call. */
const ADDRESSING = 'user_ids';

/** Fields in which senders of forms have all that they mean, as JSON. */
const WRAPPERS = ['payload', 'payload_json', 'data'];

/**
 * The content of a call wherever it stands: the body, the JSON in the one field of a form that matters, or without a body the
 * query.
 */
export function contentOf({ params, body }: ForeignCall): ForeignCall['body'] {
  if (body.kind === 'none') {
    const fields = params.filter(([name]) => name !== ADDRESSING);
    return fields.length === 0 ? body : { value: Object.fromEntries(fields), kind: 'form' };
  }
  if (body.kind !== 'form') return body;
  const form = asRecord(body.value) ?? {};
  const name = WRAPPERS.find((one) => Object.hasOwn(form, one));
  const value = name === undefined ? undefined : jsonObject(form[name]);
  return value ? { value, kind: 'json' } : body;
}

function jsonObject(text: unknown): object | undefined {
  if (typeof text !== 'string' || !text.trimStart().startsWith('{')) return undefined;
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}
