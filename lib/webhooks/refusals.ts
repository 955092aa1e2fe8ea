import 'server-only';
import { AppError, type ErrorCode } from '@/lib/errors';
import { unavailable } from './accept';
import { ownerReasons } from './owner-reasons';
import { rateProfile } from './rate-limits';

/** What the caller is told for a code that the accepting statement found. */
const messages: Partial<Record<ErrorCode, string>> = {
  authtoken_invalid: 'The webhook token is missing or not valid.',
  access_denied: "The token's owner may not post here.",
  channel_not_exists: 'There is no such channel.',
  chat_not_found: 'There is no such chat, or it is not part of the conversation in the URL.',
  bot_not_found: 'There is no such bot.',
  application_not_found: 'There is no such application, or it is not published.',
  extension_key_invalid: 'The appkey is missing or does not belong to this app id.',
  user_not_found: 'One of the user ids or e-mail addresses belongs to nobody.',
  idempotency_key_reused:
    'This idempotency key was used with another body or query within the last 24 hours.',
  handler_failed: 'The incoming handler answered with a receiver it may not post to.',
};

/**
 * The caller's answer to a refusal of the accepting statement; `why` decides only between plain sentences, `limits` is what the
 * statement reported of them.
 */
export function refusalByCode(
  code: ErrorCode,
  why: string | null = null,
  limits: readonly number[] = [],
): AppError {
  if (code === 'temporarily_unavailable') return unavailable();
  if (code === 'rate_limit_exceeded') {
    const { retryAfterS } = rateProfile().describe(limits);
    return new AppError(code, `Too many calls; send this one again in ${retryAfterS} s.`, { retryAfterS });
  }
  const reason = code === 'access_denied' ? ownerReasons[why ?? ''] : undefined;
  return new AppError(code, reason ?? messages[code] ?? 'The call was refused.');
}
