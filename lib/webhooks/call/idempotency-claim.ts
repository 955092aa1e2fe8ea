import 'server-only';
import { createHash } from 'node:crypto';
import type { Call } from './call';
import type { CleanCall } from './record';
import { Refusal } from './refusal';

const MAX_KEY_CHARACTERS = 255;
/** The header of draft-ietf-httpapi-idempotency-key-header, then the one of Standard Webhooks. */
const HEADERS = ['idempotency-key', 'webhook-id'] as const;

export type IdempotencyClaim = {
  /** Of method, path and key: one event may be sent to several URLs under one id. */
  keyHash: Buffer;
  /** Of query and body: the same key with another content is a conflict. */
  fingerprint: Buffer;
  /** The key alone says which delivery it is: senders count their attempts in the body. */
  anyContent: boolean;
};

/**
 * What a call says to be recognised by when it is sent again; null without a key.
 * @throws {Refusal} `invalid_inputs` for a key that is too long.
 */
export function readIdempotencyClaim(
  { method, path, headers }: Pick<Call, 'method' | 'path' | 'headers'>,
  query: string,
  body: Uint8Array,
): IdempotencyClaim | null {
  const header = HEADERS.find((name) => headers[name]?.trim());
  if (!header) return null;
  const key = headers[header]?.trim() ?? '';
  if (key.length > MAX_KEY_CHARACTERS) {
    throw new Refusal(
      'invalid_inputs',
      `The header ${header} is longer than ${MAX_KEY_CHARACTERS} characters.`,
      {
        field: header,
        limit: MAX_KEY_CHARACTERS,
      },
    );
  }
  return {
    keyHash: digest(method, path, key),
    fingerprint: digest(query, body),
    anyContent: header === 'webhook-id',
  };
}

/**
 * A delivery that a service sends again under its own name for it, whatever it counts in the body meanwhile. Two hooks get one name
 * for one event: whom each is for may stand in the query.
 */
export function claimOfDelivery(
  { method, path, query }: Pick<CleanCall, 'method' | 'path' | 'query'>,
  [provider, id]: readonly [provider: string, id: string],
): IdempotencyClaim {
  const keyHash = digest(method, path, query, provider, id);
  return { keyHash, fingerprint: keyHash, anyContent: true };
}

/** A signed call, whatever stands in the parts of it that no signature covers: its query, its method, its other headers. */
export function claimOfSignature(feedId: number, once: string): IdempotencyClaim {
  const keyHash = digest('signature', String(feedId), once);
  return { keyHash, fingerprint: keyHash, anyContent: true };
}

/** Each part with its length before it, so that no two lists of parts look the same. */
function digest(...parts: (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest();
}
