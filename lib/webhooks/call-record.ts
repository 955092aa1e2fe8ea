import 'server-only';
import type { Acceptance } from './accept';
import type { Call } from './call';
import type { Match } from './match-endpoint';
import type { Redactor } from './redact';

/** A call after its credentials were taken out: everything from here on may be shown, stored or run. */
export type CleanCall = {
  requestId: string;
  receivedAt: Date;
  startedAtMs: number;
  method: string;
  path: string;
  params: [string, string][];
  headers: Record<string, string>;
  body: Uint8Array;
  bodySize: number;
  sourceAddress: string;
};

export function cleanCall(
  call: Call,
  params: URLSearchParams,
  redactor: Redactor,
  when: Pick<CleanCall, 'requestId' | 'receivedAt' | 'startedAtMs'>,
): CleanCall {
  const body = call.body ?? new Uint8Array();
  return {
    ...when,
    method: call.method,
    path: redactor.text(call.path),
    params: redactor.params(params),
    headers: redactor.headers(call.headers),
    body: redactor.body(body),
    bodySize: body.length,
    sourceAddress: call.sourceAddress,
  };
}

/** What the history keeps, and nothing to post yet. */
export function acceptanceOf(
  call: CleanCall,
  tokenHash: Buffer,
  match: Match | null,
  redactor: Redactor,
): Acceptance {
  return {
    tokenHash,
    invocationId: call.requestId,
    receivedAt: call.receivedAt,
    startedAtMs: call.startedAtMs,
    requestId: call.requestId,
    method: call.method,
    path: call.path,
    query: new URLSearchParams(call.params).toString(),
    endpoint: match?.endpoint.name ?? 'unknown',
    target: match ? redactor.text(match.target) : '',
    sourceAddress: call.sourceAddress,
    userAgent: call.headers['user-agent'] ?? '',
    requestHeaders: JSON.stringify(call.headers),
    bodySize: call.bodySize,
    body: call.body,
    content: null,
    successStatus: match?.endpoint.success ?? 204,
    orgId: match?.orgId ?? null,
    channelName: null,
    channelId: null,
    botName: null,
    appNumber: null,
    appSandbox: false,
    appKeyHash: null,
    senderBot: null,
    earlyCode: null,
    bodyCode: null,
    reason: null,
    receivers: 'none',
    listed: [],
    handlerChannel: null,
  };
}
