import 'server-only';
import { Evidence } from '@/lib/signatures/evidence';
import type { Call } from './call';
import type { Redactor } from './redact';
import { shownHeaders } from './request-record';
import type { CleanUrl } from './url';

/** A call without its credentials: everything in it, save `evidence`, may be shown, stored or run. */
export type CleanCall = {
  requestId: string;
  receivedAt: Date;
  startedAtMs: number;
  method: string;
  path: string;
  params: [string, string][];
  query: string;
  /** Why the query was not read as UTF-8; null when it was. */
  queryRepair: string | null;
  headers: Record<string, string>;
  body: Uint8Array;
  bodySize: number;
  sourceAddress: string;
  /** For values that code makes from the call: code can put a secret together again. */
  redactor: Redactor;
  /** The nonce of a proven trial call (lib/trial-calls); null for all other calls. */
  testNonce: string | null;
  /** The numbers that the accepting statement reported about limits, once it has run. */
  limits: readonly number[] | null;
  /** The call as it came, for the check of its signature alone. */
  evidence: Evidence;
};

/** A call of which nothing is shown, as it is not known whose it is. */
export const emptyCall = (call: Call, redactor: Redactor, when: When): CleanCall =>
  cleanCall(
    { ...call, headers: {}, body: null },
    { path: '', params: [], query: '', repair: null },
    redactor,
    when,
    {
      isReadable: true,
      asSent: null,
    },
  );

export type When = Pick<CleanCall, 'requestId' | 'receivedAt' | 'startedAtMs'>;

/**
 * `asSent` is the body before decompression. A body that is still compressed (`isReadable` false) is not kept, since
 * its secrets cannot be masked.
 */
export function cleanCall(
  call: Call,
  url: CleanUrl,
  redactor: Redactor,
  when: When,
  { isReadable, asSent }: { isReadable: boolean; asSent: Call['body'] },
): CleanCall {
  const body = call.body ?? new Uint8Array();
  return {
    requestId: when.requestId,
    receivedAt: when.receivedAt,
    startedAtMs: when.startedAtMs,
    method: call.method,
    path: url.path,
    params: url.params,
    query: url.query,
    queryRepair: url.repair,
    headers: shownHeaders(call.headers, redactor),
    body: isReadable ? redactor.body(body) : new Uint8Array(),
    bodySize: body.length,
    sourceAddress: call.sourceAddress,
    redactor,
    testNonce: null,
    limits: null,
    evidence: new Evidence(call.headers, call.body, asSent),
  };
}
