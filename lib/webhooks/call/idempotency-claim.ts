import 'server-only';
import { createHash } from 'node:crypto';
import type { Call } from './call';
import type { CleanCall } from './clean-call';
import { Refusal } from './refusal';

const MAX_KEY_CHARACTERS = 255;
/** The header of draft-ietf-httpapi-idempotency-key-header, then the one of Standard Webhooks. */
const HEADERS = ['idempotency-key', 'webhook-id'] as const;

export type IdempotencyClaim = {
  /** Hash of method, path and key: one event may be sent to several URLs under one id. */
  keyHash: Buffer;
  /** Hash of query and body: the same key with other content is a conflict. */
  fingerprint: Buffer;
  /** The key alone identifies the delivery: senders count their attempts in the body. */
  anyContent: boolean;
};

/** The key that a call came with, and the header that it stood in. */
export type IdempotencyKey = { header: (typeof HEADERS)[number]; key: string };

/**
 * The call's key, read before anything is done with its body; null without one.
 * @throws {Refusal} `invalid_inputs` for a key that is too long.
 */
export function readIdempotencyKey(headers: Call['headers']): IdempotencyKey | null {
  const header = HEADERS.find((name) => headers[name]?.trim());
  if (!header) return null;
  const key = headers[header]?.trim() ?? '';
  if (key.length > MAX_KEY_CHARACTERS) {
    throw new Refusal(
      'invalid_inputs',
      `The header ${header} is longer than ${MAX_KEY_CHARACTERS} characters; send a shorter one, such as a UUID.`,
      {
        field: header,
        limit: MAX_KEY_CHARACTERS,
      },
    );
  }
  return { header, key };
}

/** The claim by which a call with a key is recognised when it is sent again; `content` is what has to be the same then. */
export function claimOfKey(
  { header, key }: IdempotencyKey,
  { method, path, headers }: Pick<Call, 'method' | 'path' | 'headers'>,
  query: string,
  content: Uint8Array,
): IdempotencyClaim {
  return {
    keyHash: digest(method, path, key),
    fingerprint: digest(query, withoutBoundary(content, headers['content-type'])),
    anyContent: header === 'webhook-id',
  };
}

/**
 * The claim of a delivery that its service sends again under the service's own id; the body may differ, as it counts
 * attempts. The query belongs to the key: two hooks get one id for one event, and the query may tell them apart.
 */
export function claimOfDelivery(
  { method, path, query }: Pick<CleanCall, 'method' | 'path' | 'query'>,
  { provider, id }: { provider: string; id: string },
): IdempotencyClaim {
  const keyHash = digest(method, path, query, provider, id);
  return { keyHash, fingerprint: keyHash, anyContent: true };
}

/** The claim of a signed call. Query, method and other headers do not count, since no signature covers them. */
export function claimOfSignature(feedId: number, once: string): IdempotencyClaim {
  const keyHash = digest('signature', String(feedId), once);
  return { keyHash, fingerprint: keyHash, anyContent: true };
}

/** A form that is sent again has another boundary between the same parts. */
function withoutBoundary(body: Uint8Array, contentType = ''): Uint8Array {
  const [, quoted, plain] = /^multipart\/.*;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return body;
  return Buffer.from(Buffer.from(body).toString('latin1').replaceAll(boundary, ''), 'latin1');
}

/** Puts each part's length before it, so that no two lists of parts have the same digest. */
function digest(...parts: (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest();
}
