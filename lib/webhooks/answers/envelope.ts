import 'server-only';
import { timeOrderedId } from '@/lib/db/ids';
import { AppError } from '@/lib/errors';
import { SECURITY_HEADERS } from '@/lib/http/security-headers';
import { maskTokens } from '@/lib/redaction/mask-secrets';
import { unavailable } from '../accept/failures';
import type { Reply } from '../call/call';

export const JSON_TYPE = 'application/json;charset=UTF-8';

/** A success that is answered with a text, headers and a status of its own instead of 200 and JSON. */
export class BareAnswer {
  /** Null: no body. */
  readonly text: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;

  constructor(text: string | null, headers: Readonly<Record<string, string>> = {}, status = 200) {
    this.text = text;
    this.headers = headers;
    this.status = status;
  }
}

/** 204 without a body, else 200 with JSON, or a bare answer. */
export function success(
  requestId: string,
  answer: unknown,
  extraHeaders: Readonly<Record<string, string>> = {},
): Reply {
  const headers = {
    'X-Request-Id': requestId,
    ...SECURITY_HEADERS,
    'Cache-Control': 'no-store',
    ...extraHeaders,
  };
  if (answer === undefined) return { status: 204, headers, body: null };
  if (answer instanceof BareAnswer) {
    return { status: answer.status, headers: { ...headers, ...answer.headers }, body: answer.text };
  }
  return { status: 200, headers: { ...headers, 'Content-Type': JSON_TYPE }, body: JSON.stringify(answer) };
}

/** Any failure in Cliq's envelope: `{"code","message"}`, with `field`, `limit` and `retry_after` where they apply. */
export function failure(
  requestId: string,
  error: AppError,
  extraHeaders: Readonly<Record<string, string>> = {},
): Reply {
  const { field, limit, retryAfterS } = error.details;
  const body = JSON.stringify({
    code: error.code,
    message: maskTokens(error.message),
    field: field && maskTokens(field),
    limit,
    retry_after: retryAfterS,
  });
  return {
    status: error.status,
    headers: {
      'X-Request-Id': requestId,
      ...SECURITY_HEADERS,
      'Cache-Control': 'no-store',
      'Content-Type': JSON_TYPE,
      ...(retryAfterS === undefined ? {} : { 'Retry-After': String(retryAfterS) }),
      ...extraHeaders,
    },
    body,
  };
}

/** The answer to a body that did not arrive in full within BODY_TIMEOUT_MS; the call had no effect. */
export function tooSlow(): Reply {
  return failure(
    timeOrderedId(),
    new AppError('request_timeout', 'The request body did not arrive in time; send it again.'),
  );
}

/** The answer to a body for which there is no room beside all others that are arriving; the call had no effect. */
export const tooMuchArriving = (): Reply => failure(timeOrderedId(), unavailable());
