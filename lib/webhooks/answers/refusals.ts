import 'server-only';
import { AppError, type ErrorCode } from '@/lib/errors';
import { unavailable } from '../accept/failures';
import { reasonTexts } from '../accept/reason-texts';
import { Refusal } from '../call/refusal';
import { rateProfile } from '../limits/limits';

/**
 * The message for each code of the accepting statement. A refusal that was found before it brings its own, as
 * `lib/signatures/outcome-texts.ts` does.
 */
const messages: Partial<Record<ErrorCode, string>> = {
  authtoken_invalid:
    'The webhook token is missing or not valid; send one that is switched on, as zapikey or in the Authorization header.',
  oauthtoken_invalid:
    'The webhook token in the Authorization header is not valid; send one that is switched on, as Bearer and the token.',
  access_denied:
    "The token's owner may not post here; give them access, or use a token of somebody who has it.",
  channel_not_exists: 'There is no such channel; copy its URL again from Get Webhook URL.',
  chat_not_found: 'There is no such chat; compare the chat id in the URL with the one Postern shows.',
  bot_not_found: 'There is no such bot; copy its URL again from Get Webhook URL.',
  application_not_found:
    'There is no such application, or it is not published; publish it, or check the app id.',
  extension_key_invalid:
    'The appkey is missing or does not belong to this app id; copy the URL again from Get Webhook URL.',
  user_not_found:
    'A user id or e-mail address in the URL or in userids belongs to nobody; correct it or leave it out.',
  idempotency_key_reused:
    'This idempotency key was used with another body or query within the last 24 hours; send a new key.',
  handler_failed: 'The incoming handler answered with a receiver it may not post to; correct the handler.',
};

/** The part of the call that each code is about. */
const fields: Partial<Record<ErrorCode, string>> = {
  authtoken_invalid: 'zapikey',
  oauthtoken_invalid: 'authorization',
  extension_key_invalid: 'appkey',
  idempotency_key_reused: 'idempotency-key',
};

/** Calls that message a bot get codes of their own for a missing permission. */
const botMessageCodes: Readonly<Record<string, ErrorCode>> = {
  personal_bot: 'bot_unauthorized_message_access',
  personal_bot_listed: 'bot_unauthorized_message_access',
  not_subscribed: 'bot_unauthorized_message_access',
  broadcast_not_allowed: 'bot_message_forbidden',
};

/**
 * The caller's answer to a refusal of the accepting statement. `why` selects the sentence, and for messages to bots
 * the code; `limits` are the numbers that the statement reported.
 */
export function refusalByCode(
  code: ErrorCode,
  why: string | null = null,
  limits: readonly number[] = [],
  endpoint = '',
): AppError {
  if (code === 'temporarily_unavailable') return unavailable();
  if (code === 'rate_limit_exceeded') {
    const { retryAfterS } = rateProfile().describe(limits);
    return new AppError(code, `Too many calls; send this one again in ${retryAfterS} s.`, { retryAfterS });
  }
  const reason = code === 'access_denied' ? reasonTexts[why ?? ''] : undefined;
  const message = reason ?? messages[code] ?? 'The call was refused.';
  const field = fields[code];
  const botCode = code === 'access_denied' && endpoint === 'bot_message' && botMessageCodes[why ?? ''];
  const details = field === undefined ? {} : { field };
  if (code === 'handler_failed') return new Refusal(code, message, details, reasonTexts[why ?? '']);
  return new AppError(botCode || code, message, details);
}
