import type { Acceptance } from '@/lib/webhooks/accept/acceptance';

/** Parts of an acceptance: where it goes. */
type To = Pick<Acceptance, 'target'>;

export const toChannel = (name: string): To => ({ target: { kind: 'channel_by_name', name } });
export const toChannelById = (id: string): To => ({ target: { kind: 'channel_by_id', id } });
export const toBot = (name: string): To => ({ target: { kind: 'bot', name } });
export const toChat = (feedId: number): To => ({
  target: { kind: 'chat', feedId, missing: 'chat_not_found' },
});
export const toApplication = (
  number: bigint,
  { isSandbox, keyHash }: { isSandbox: boolean; keyHash: Buffer | null },
): To => ({ target: { kind: 'application', number: String(number), isSandbox, keyHash } });
