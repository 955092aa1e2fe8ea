import { counted } from '@/components/ui/text/counted';
import type { InvocationRow } from '@/lib/webhook-tokens/dto';
import { FAILED_CODES } from '@/lib/webhook-tokens/policies/outcome-policy';
import type { EndpointName } from '@/lib/webhooks/endpoints/table';

/** Endpoint names of `lib/webhooks/endpoints/table.ts` in plain words. */
export const endpointTexts: Record<string, string> = {
  channel_message: 'Channel message',
  channel_message_by_id: 'Channel message by ID',
  bot_message: 'Bot message',
  channel_files: 'Channel files',
  channel_files_by_id: 'Channel files by ID',
  bot_files: 'Bot files',
  chat_files: 'Chat files',
  buddy_files: 'Files to a person',
  channel_incoming: 'Channel incoming',
  channel_incoming_by_id: 'Channel incoming by ID',
  bot_incoming: 'Bot incoming',
  application_incoming: 'Extension incoming',
  chat_message: 'Chat message',
  buddy_message: 'Direct message',
  bot_subscribers: 'Bot subscribers',
} satisfies Record<EndpointName, string>;

/** "2 ms", "0.4 ms", "1.2 s". */
export function durationText(us: number, locale: string): string {
  const ms = us / 1000;
  if (ms >= 1000) return `${withTenths(ms / 1000, locale)} s`;
  return `${ms >= 10 ? Math.round(ms) : withTenths(ms, locale)} ms`;
}

export function sizeText(bytes: number, locale: string): string {
  if (bytes < 1024) return counted(locale, bytes, 'byte');
  const kib = bytes / 1024;
  return kib < 1024 ? `${withTenths(kib, locale)} KiB` : `${withTenths(kib / 1024, locale)} MiB`;
}

function withTenths(value: number, locale: string): string {
  return value.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

type Kind = 'accepted' | 'test' | 'replayed' | 'refused' | 'failed';

function kindOf(outcome: string): Kind {
  if (outcome === 'accepted' || outcome === 'test' || outcome === 'replayed') return outcome;
  return FAILED_CODES.includes(outcome) ? 'failed' : 'refused';
}

const tones = {
  accepted: 'success',
  test: 'success',
  replayed: 'success',
  refused: 'warning',
  failed: 'danger',
} as const;
const kindWords = {
  accepted: 'Accepted',
  test: 'Test',
  replayed: 'Repeated',
  refused: 'Refused',
  failed: 'Failed',
};

export const outcomeTone = ({ outcome }: Pick<InvocationRow, 'outcome'>) => tones[kindOf(outcome)];
export const outcomeWord = ({ outcome }: Pick<InvocationRow, 'outcome'>) => kindWords[kindOf(outcome)];

const outcomeTexts: Record<string, string> = {
  authtoken_invalid: 'The token was not valid when the call arrived.',
  channel_not_exists: 'There is no channel with this name.',
  chat_not_found: 'There is no such chat.',
  bot_not_found: 'There is no bot with this name.',
  application_not_found: 'There is no extension with this ID.',
  extension_key_invalid: 'The appkey is missing or belongs to another app ID.',
  user_not_found: 'Nobody has this ID or e-mail address.',
  idempotency_key_reused: 'The idempotency key was used with another body within 24 hours.',
};

/** Why a call was refused whose history row gives no reason of its own. */
export function outcomeText(outcome: string): string {
  return outcomeTexts[outcome] ?? outcome;
}
