import type { InvocationRow } from '@/lib/webhook-tokens/dto';
import type { EndpointName } from '@/lib/webhooks/endpoints';

/** Endpoint names of `lib/webhooks/endpoints.ts` in plain words. */
export const endpointTexts: Record<string, string> = {
  channel_message: 'Channel message',
  channel_message_by_id: 'Channel message by id',
  bot_message: 'Bot message',
  channel_files: 'Channel files',
  channel_files_by_id: 'Channel files by id',
  bot_files: 'Bot files',
  chat_files: 'Chat files',
  buddy_files: 'Files to a person',
  channel_incoming: 'Channel incoming',
  channel_incoming_by_id: 'Channel incoming by id',
  bot_incoming: 'Bot incoming',
  application_incoming: 'Extension incoming',
  chat_message: 'Chat message',
  buddy_message: 'Direct message',
  bot_subscribers: 'Bot subscribers',
} satisfies Record<EndpointName, string>;

/** "2 ms", "0.4 ms", "1.2 s". */
export function durationText(us: number): string {
  const ms = us / 1000;
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms >= 10 ? Math.round(ms) : ms.toFixed(1)} ms`;
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

export function statusTone(row: Pick<InvocationRow, 'outcome' | 'status'>): 'success' | 'warning' | 'danger' {
  if (row.outcome === 'accepted' || row.outcome === 'replayed') return 'success';
  return row.status >= 500 || row.outcome === 'handler_failed' ? 'danger' : 'warning';
}

const outcomeTexts: Record<string, string> = {
  authtoken_invalid: 'The token was not valid when the call came.',
  channel_not_exists: 'There is no channel of this name.',
  chat_not_found: 'There is no such chat.',
  bot_not_found: 'There is no bot of this name.',
  application_not_found: 'There is no extension with this id.',
  extension_key_invalid: 'The appkey is missing or belongs to another id.',
  user_not_found: 'Nobody has this id or e-mail address.',
  idempotency_key_reused: 'The idempotency key was used with another body within 24 hours.',
};

/** Why a call was refused whose history row gives no reason of its own. */
export function outcomeText(outcome: string): string {
  return outcomeTexts[outcome] ?? outcome;
}
