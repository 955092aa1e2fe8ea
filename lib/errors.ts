/** The ways in which the application's own routes can fail, with their HTTP status. */
const moduleStatusOf = {
  invalid_input: 400,
  not_same_origin: 403,
  sign_in_required: 401,
  sign_in_failed: 401,
  step_up_required: 403,
  step_up_failed: 403,
  passkey_count_fell: 403,
  enrolment_window_closed: 403,
  administrator_required: 403,
  forbidden: 403,
  not_found: 404,
  name_taken: 409,
  conflict: 409,
  token_limit_reached: 409,
  misdirected_request: 421,
  too_many_attempts: 429,
  too_many_streams: 429,
  search_too_slow: 422,
} as const;

/**
 * The ways in which a webhook call can fail, by Cliq's names and statuses where it has them.
 * `lib/webhooks/answers/reference.ts` explains each and its remedy.
 */
export const wireStatusOf = {
  extra_key_found: 400,
  input_pattern_mismatch: 400,
  invalid_inputs: 400,
  thread_chatid_invalid: 400,
  authtoken_invalid: 401,
  oauthtoken_invalid: 401,
  access_denied: 403,
  // Messages to bots: reasons of `access_denied` under Cliq's names (lib/webhooks/answers/refusals.ts).
  bot_unauthorized_message_access: 403,
  bot_message_forbidden: 403,
  extension_key_invalid: 403,
  signature_invalid: 403,
  channel_not_exists: 404,
  bot_not_found: 404,
  application_not_found: 404,
  chat_not_found: 404,
  user_not_found: 404,
  request_url_invalid: 404,
  request_method_invalid: 405,
  request_timeout: 408,
  request_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 409,
  handler_failed: 422,
  rate_limit_exceeded: 429,
  internal_error: 500,
  temporarily_unavailable: 503,
} as const;

export type WireErrorCode = keyof typeof wireStatusOf;

/**
 * Every way in which a request can fail, and its HTTP status. Both writers (problem+json for the application, Cliq's
 * envelope for webhooks) read this table.
 */
export const statusOf = { ...moduleStatusOf, ...wireStatusOf } as const;

export type ErrorCode = keyof typeof statusOf;

/** Members of an error's body besides code and message. */
export type ErrorDetails = { field?: string; limit?: number; retryAfterS?: number };

/**
 * A failure with a code. `message` is for the caller: one plain sentence with the remedy, never a secret. Any other
 * error becomes `internal_error`, with its cause in the log only.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return statusOf[this.code];
  }
}

/** True for an AppError of either bundle (Next's and server.ts's classes differ, their names do not). */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error;
}

/** A row of somebody else and a missing row look the same. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `There is no such ${what}, or it is not yours.`);
}
