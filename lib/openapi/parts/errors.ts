import { type WireErrorCode, wireStatusOf } from '@/lib/errors';
import type { Endpoint, TargetKind } from '@/lib/webhooks/endpoints/table';

/** Refusals that every call may get. */
const always: readonly WireErrorCode[] = [
  'invalid_inputs',
  'authtoken_invalid',
  'oauthtoken_invalid',
  'access_denied',
  'request_url_invalid',
  'request_method_invalid',
  'request_timeout',
  'request_too_large',
  'rate_limit_exceeded',
  'internal_error',
  'temporarily_unavailable',
];

const ofTakes: Record<Endpoint['takes'], readonly WireErrorCode[]> = {
  message: [
    'extra_key_found',
    'input_pattern_mismatch',
    'thread_chatid_invalid',
    'unsupported_media_type',
    'idempotency_key_reused',
  ],
  incoming: ['unsupported_media_type', 'idempotency_key_reused', 'signature_invalid'],
  files: ['unsupported_media_type', 'idempotency_key_reused'],
  subscribers: [],
};

const ofHandlers: readonly WireErrorCode[] = ['handler_failed'];

const ofTarget: Record<TargetKind, readonly WireErrorCode[]> = {
  channel_name: ['channel_not_exists'],
  channel_id: ['channel_not_exists'],
  bot: ['bot_not_found', 'user_not_found'],
  application: ['application_not_found', 'extension_key_invalid'],
  chat: ['chat_not_found'],
  user: ['user_not_found'],
};

const ofBotMessages: readonly WireErrorCode[] = ['bot_unauthorized_message_access', 'bot_message_forbidden'];

/** The codes with which calls of the endpoint may be refused, by status in ascending order. */
export function errorsOf({ takes, target }: Endpoint): [status: number, codes: WireErrorCode[]][] {
  const isBotMessage = target === 'bot' && takes === 'message';
  const mayRun = takes === 'incoming' && (target === 'bot' || target === 'application');
  // The bot named in `bot_unique_name`.
  const hasSender = takes !== 'incoming' && target !== 'bot' && target !== 'application';
  const codes = [
    ...always,
    ...ofTakes[takes],
    ...ofTarget[target],
    ...(isBotMessage ? ofBotMessages : []),
    ...(mayRun ? ofHandlers : []),
    ...(hasSender ? (['bot_not_found'] as const) : []),
  ];
  const order = Object.keys(wireStatusOf);
  const inOrder = codes.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const statuses = [...new Set(inOrder.map((code) => wireStatusOf[code]))].sort((a, b) => a - b);
  return statuses.map((status) => [status, inOrder.filter((code) => wireStatusOf[code] === status)]);
}
