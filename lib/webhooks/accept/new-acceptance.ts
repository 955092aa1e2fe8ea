import 'server-only';
import { hiddenTokens } from '@/lib/signatures/hidden-token';
import type { CleanCall } from '../call/clean-call';
import type { IdempotencyClaim } from '../call/idempotency-claim';
import type { Redactor } from '../call/redact';
import { type RequestRecord, shortened } from '../call/request-record';
import type { Match } from '../endpoints/match';
import type { Acceptance } from './acceptance';

/** What the history keeps, and nothing to post yet. */
export function acceptanceOf(
  call: CleanCall,
  tokenHash: Buffer,
  match: Match | null,
  redactor: Redactor,
  claim: IdempotencyClaim | null = null,
): Acceptance {
  const request: RequestRecord = {
    method: call.method,
    path: call.path,
    query: call.query,
    sourceAddress: call.sourceAddress,
    headers: hiddenTokens(call.headers),
  };
  const text = JSON.stringify(request);
  return {
    tokenHash,
    invocationId: call.requestId,
    receivedAt: call.receivedAt,
    startedAtMs: call.startedAtMs,
    endpoint: match?.endpoint.name ?? 'unknown',
    shownTarget: match ? redactor.text(match.target) : '',
    target: { kind: 'none' },
    request: text,
    requestShort: shortened(request, text),
    bodySize: call.bodySize,
    body: call.body,
    content: null,
    card: false,
    successStatus: match?.endpoint.success ?? 204,
    keyHash: claim?.keyHash ?? null,
    fingerprint: claim?.fingerprint ?? null,
    anyContent: claim?.anyContent ?? false,
    extra: null,
    orgId: match?.orgId ?? null,
    refusal: null,
    receivers: { kind: 'none' },
    handlerChannel: null,
    isTest: false,
    fileIds: [],
    group: null,
    intakeVersion: null,
  };
}
