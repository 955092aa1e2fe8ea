import 'server-only';
import { asRecord } from '@/lib/messages/parts/unchecked';
import { guarded } from '@/lib/providers/fault';
import { providerOf } from '@/lib/providers/registry';
import type { CleanCall } from '../call/clean-call';
import { Refusal } from '../call/refusal';

/**
 * A service that posts its own payload to a URL for messages is told the URL beside it, which takes any; all other refusals
 * stay as they are.
 */
export function pointToIncoming(refusal: Refusal, call: CleanCall, value: unknown): Refusal {
  if (refusal.code !== 'extra_key_found') return refusal;
  const payload = asRecord(value);
  const incoming = incomingPathOf(call.path);
  if (!payload || incoming === null) return refusal;
  const { value: provider } = guarded(call, () => providerOf({ headers: call.headers, payload }));
  if (!provider) return refusal;
  return new Refusal(
    refusal.code,
    `${refusal.message} To post what a service sends as it is, use ${incoming}.`,
    refusal.details,
  );
}

/** Chats and people have none. */
function incomingPathOf(path: string): string | null {
  if (!/\/(?:channelsbyname|channels|bots)\/[^/]+\/messages?$/.test(path)) return null;
  // Version 3 has a spelling whose channel is a unique name.
  const named = path.replace(/^(.*\/v3\/(?:.*\/)?)channels(\/[^/]+\/)message$/, '$1channelsbyname$2message');
  return named.replace(/messages?$/, 'incoming');
}
