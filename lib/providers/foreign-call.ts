import 'server-only';
import { asRecord } from '@/lib/messages/loose';
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

/**
 * The content of a call wherever it stands: the body, the JSON in a form's `payload`, or without a body the query.
 */
export function contentOf({ params, body }: ForeignCall): ForeignCall['body'] {
  if (body.kind === 'none') {
    const fields = params.filter(([name]) => name !== ADDRESSING);
    return fields.length === 0 ? body : { value: Object.fromEntries(fields), kind: 'form' };
  }
  if (body.kind !== 'form') return body;
  const payload = asRecord(body.value)?.payload;
  const value = typeof payload === 'string' ? jsonObject(payload) : undefined;
  return value ? { value, kind: 'json' } : body;
}

function jsonObject(text: string): object | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}
