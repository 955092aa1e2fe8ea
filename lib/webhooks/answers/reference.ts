import { type WireErrorCode, wireStatusOf } from '@/lib/errors';

/**
 * What each error of the webhook endpoints means: one table for the API reference, the OpenAPI document and the links
 * from a token's usage history. Browser-safe. `lib/openapi/parts/errors.test.ts` compares the examples with real answers.
 */
export type ErrorEntry = {
  when: string;
  remedy: string;
  /** The answer's body, without `code`. */
  example: { message: string; field?: string; limit?: number; retry_after?: number };
};

export const errorReference: Record<WireErrorCode, ErrorEntry> = {
  extra_key_found: {
    when: 'The message, or an object in it, has a key that does not belong there: `user_ids` for `userids`, `attachments`, `botname`, or `buttons` inside `card`.',
    remedy: 'Remove or rename the key that `field` names. Nothing was posted.',
    example: { message: "'botname' is an extra key in the message; remove it.", field: 'botname' },
  },
  input_pattern_mismatch: {
    when: 'A value is not one of those allowed, such as a background or the type of an action, or a link has another scheme than http, https, mailto or tel.',
    remedy: 'Give the member that `field` names one of the values in the message key’s description.',
    example: {
      message: "'styles.background' must be one of: red, yellow, green, blue, grey.",
      field: 'styles.background',
    },
  },
  invalid_inputs: {
    when: 'The body is not valid JSON, has a value of the wrong type, is over a limit or is an empty message; `thread_message_id` or `reply_to` names no message of the conversation; a query parameter is over its limit; or the call carries two different tokens.',
    remedy: 'Correct what `field` names. Where a limit was passed, `limit` holds it.',
    example: {
      message:
        "'text' is longer than 5,000 characters; send a long log as a file: curl -F files=@FILE to the URL that ends in /files.",
      field: 'text',
      limit: 5_000,
    },
  },
  thread_chatid_invalid: {
    when: 'The `thread_chat_id` names no thread of the conversation in the URL.',
    remedy:
      'Copy the id with the button Chat ID on the thread’s page, or name the thread by `thread_message_id` instead.',
    example: {
      message: "'thread_chat_id' is no thread of this conversation; leave it out to begin one.",
      field: 'thread_chat_id',
    },
  },
  authtoken_invalid: {
    when: 'The token is missing, mistyped, unknown, switched off or deleted, or its owner was deactivated. All of these get the same answer; the owner sees the true reason in the usage history.',
    remedy:
      'Copy the URL again from Get Webhook URL, and check that the token is switched on in Webhook Tokens.',
    example: {
      message:
        'The webhook token is missing or not valid; send one that is switched on, as zapikey or in the Authorization header.',
      field: 'zapikey',
    },
  },
  oauthtoken_invalid: {
    when: 'As `authtoken_invalid`, where the token stands in the `Authorization` header.',
    remedy:
      'Send `Authorization: Bearer` and the whole token, and check that it is switched on in Webhook Tokens.',
    example: {
      message:
        'The webhook token in the Authorization header is not valid; send one that is switched on, as Bearer and the token.',
      field: 'authorization',
    },
  },
  access_denied: {
    when: 'The token’s owner may not post there: no member of the channel or chat, the channel is archived, the bot of `bot_unique_name` does not take part in it, the bot is open to its maker only, broadcasting or listing subscribers is not theirs to do, or the organization id in the URL is another’s.',
    remedy:
      'Add the token’s owner to the channel, have it unarchived, or use a token of somebody who has access. The message says which it is.',
    example: { message: "The token's owner is not a member of this channel or chat; add them to it first." },
  },
  bot_unauthorized_message_access: {
    when: 'The bot is open only to the person who made it, and the call has somebody else’s token or names somebody else in `userids`; or `userids` names somebody who does not subscribe to the bot.',
    remedy:
      'Use a token of whoever made the bot and name nobody else, have the bot opened to the organisation, or name only subscribers. The message says which it is.',
    example: { message: 'This bot is open only to the person who made it; use one of their tokens.' },
  },
  bot_message_forbidden: {
    when: 'Only the bot’s creator or an administrator may send its message to all subscribers (`broadcast`).',
    remedy: 'Name the receivers in `userids`, or use a token of one of them.',
    example: {
      message:
        "Only the bot's creator or an administrator may broadcast; name the receivers in userids instead.",
    },
  },
  extension_key_invalid: {
    when: 'The `appkey` is missing or wrong, or it is the sandbox’s with the marketplace’s app id, or the reverse.',
    remedy: 'Copy the URL again: app id and app key belong together.',
    example: {
      message:
        'The appkey is missing or does not belong to this app id; copy the URL again from Get Webhook URL.',
      field: 'appkey',
    },
  },
  channel_not_exists: {
    when: 'No channel has the unique name or id in the URL.',
    remedy:
      'Compare it with the channel’s unique name. That is permanent: renaming a channel does not change it, deleting it frees it.',
    example: { message: 'There is no such channel; copy its URL again from Get Webhook URL.' },
  },
  bot_not_found: {
    when: 'No bot has the unique name in the URL or in `bot_unique_name`.',
    remedy: 'Compare it with the bot’s unique name in Bots & Tools.',
    example: { message: 'There is no such bot; copy its URL again from Get Webhook URL.' },
  },
  application_not_found: {
    when: 'No extension has the app id in the URL, or the marketplace’s app id was called before the extension was published.',
    remedy: 'Publish the extension, or call its sandbox endpoint.',
    example: {
      message: 'There is no such application, or it is not published; publish it, or check the app id.',
    },
  },
  chat_not_found: {
    when: 'No channel, bot, chat or thread has the chat id in the URL.',
    remedy: 'Copy the id again, with the button Chat ID on the page of the chat or thread.',
    example: { message: 'There is no such chat; compare the chat id in the URL with the one Postern shows.' },
  },
  user_not_found: {
    when: 'A user id or e-mail address in the URL or in `userids` belongs to nobody here, or to somebody who was deactivated.',
    remedy: 'Correct the address, or leave it out. Nobody got the message.',
    example: {
      message:
        'A user id or e-mail address in the URL or in userids belongs to nobody; correct it or leave it out.',
    },
  },
  request_url_invalid: {
    when: 'The path is none of the endpoints: a misspelt segment, a slash at its end, an empty name.',
    remedy: 'Compare the path with the endpoints on this page. Nothing is redirected or corrected.',
    example: { message: 'There is no such URL; compare it with the one Postern gave you.' },
  },
  request_method_invalid: {
    when: 'The endpoint exists but does not take this method.',
    remedy: 'Use a method from the answer’s `Allow` header; for messages that is POST.',
    example: { message: 'This URL takes POST.' },
  },
  request_timeout: {
    when: 'The request’s body did not arrive in full within 10 seconds, or the files of an upload came slower than 1 KiB a second.',
    remedy: 'Send it again. Nothing has happened.',
    example: { message: 'The request body did not arrive in time; send it again.' },
  },
  request_too_large: {
    when: 'The body is larger than 1 MiB (after decompression, where it is compressed), an uploaded file is larger than 50 MB, or the installation’s space for files is used up (`limit` is then that of all files).',
    remedy: 'Send less: a link instead of the content, or a file through the files endpoint.',
    example: {
      message:
        'The request body is larger than 1 MiB; send less, or what is long as a file to the URL that ends in /files.',
      limit: 1_048_576,
    },
  },
  unsupported_media_type: {
    when: 'The body cannot be read as a message at all: a binary format, or a compression other than gzip, deflate and br.',
    remedy: 'Send JSON in UTF-8 with `Content-Type: application/json`.',
    example: {
      message:
        'A message cannot be read from application/pdf; send JSON, or a file: curl -F files=@FILE to the URL that ends in /files.',
      field: 'content-type',
    },
  },
  signature_invalid: {
    when: 'The channel, bot or extension takes signed calls only, and the signature of this one is missing, wrong or more than five minutes from now.',
    remedy:
      'Set the same secret at the sender as under Signature in the settings of the channel, bot or extension. The token’s usage history tells what exactly is wrong.',
    example: {
      message:
        "Calls of this URL have to be signed, and the header X-Hub-Signature-256 is missing; set the webhook's secret at the sender.",
      field: 'x-hub-signature-256',
    },
  },
  idempotency_key_reused: {
    when: 'The `Idempotency-Key` was used within the last 24 hours for the same URL with another body or query. A `webhook-id` is the delivery itself: what comes again under it gets the first answer.',
    remedy: 'Use a new key for each event. To repeat a call, send exactly the same bytes.',
    example: {
      message:
        'This idempotency key was used with another body or query within the last 24 hours; send a new key.',
      field: 'idempotency-key',
    },
  },
  handler_failed: {
    when: 'The incoming handler of the bot or extension threw, took longer than a second, or returned something that is no message or is for a channel or person it may not post to.',
    remedy:
      'The handler’s maker finds the cause on the page of the bot or extension, the token’s owner in the usage history. Nothing was posted.',
    example: {
      message:
        "The incoming handler failed; the handler's maker finds the cause on the page of the bot or extension, the token's owner in the usage history.",
    },
  },
  rate_limit_exceeded: {
    when: 'The token, or its owner over all tokens, made more calls than the limits allow.',
    remedy: 'Wait for the seconds in `Retry-After`, then send the same call again. Nothing was posted.',
    example: { message: 'Too many calls; send this one again in 30 s.', retry_after: 30 },
  },
  internal_error: {
    when: 'Something went wrong in Postern itself.',
    remedy: 'Give the `X-Request-Id` to whoever runs the installation: the log has the cause under it.',
    example: {
      message:
        'Postern could not finish this call. Its log has the cause under 019c0e5a-3b5e-7c41-9f0d-2a6b8c1d4e7f.',
    },
  },
  temporarily_unavailable: {
    when: 'The database is away, something there holds what the call needs, or too many calls, handlers or uploads wait. Nothing was stored.',
    remedy: 'Send the same call again after the seconds in `Retry-After`.',
    example: { message: 'Postern cannot take this call now; send it again shortly.', retry_after: 1 },
  },
};

export function isWireErrorCode(code: string): code is WireErrorCode {
  return Object.hasOwn(wireStatusOf, code);
}

/** The element in the API reference that explains the code. */
export function errorAnchor(code: WireErrorCode): string {
  return `error-${code}`;
}

/** The link to a code's explanation. */
export function errorHref(code: WireErrorCode): string {
  return `/docs/api#${errorAnchor(code)}`;
}
