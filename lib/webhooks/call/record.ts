import 'server-only';
import { Evidence } from '@/lib/signatures/evidence';
import type { Call } from './call';
import type { Redactor } from './redact';
import { shownHeaders } from './request-record';
import type { CleanUrl } from './url';

/** A call after its credentials were taken out: everything from here on may be shown, stored or run. */
export type CleanCall = {
  requestId: string;
  receivedAt: Date;
  startedAtMs: number;
  method: string;
  path: string;
  params: [string, string][];
  query: string;
  headers: Record<string, string>;
  body: Uint8Array;
  bodySize: number;
  sourceAddress: string;
  /** For what code makes of the call: a secret can be put together again. */
  redactor: Redactor;
  /** Of a proven test (lib/trial-calls); null for all others. */
  testNonce: string | null;
  /** What the accepting statement says of the limits, once it has run. */
  limits: readonly number[] | null;
  /** For the check of its signature: the call as it came, which nothing else can read. */
  evidence: Evidence;
};

type When = Pick<CleanCall, 'requestId' | 'receivedAt' | 'startedAtMs'>;

/** A body that is still compressed hides what it holds, so it is not kept (`isReadable`). `asSent`: the body before it was decompressed. */
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
