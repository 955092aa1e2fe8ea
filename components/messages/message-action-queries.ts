import { fetchJson } from '@/components/ui/fetch-json';
import type { PressOutcome } from '@/lib/message-actions/dto';

const base = (feedId: number, seq: number) => `/api/feeds/${feedId}/messages/${seq}`;

/** `button`: its path in the message. */
export function postPress(feedId: number, seq: number, button: string): Promise<PressOutcome> {
  return fetchJson(`${base(feedId, seq)}/actions`, { method: 'POST', body: { button } });
}

/** Null takes the vote back. */
export function putVote(feedId: number, seq: number, option: number | null): Promise<void> {
  const url = `${base(feedId, seq)}/vote`;
  return option === null
    ? fetchJson(url, { method: 'DELETE' })
    : fetchJson(url, { method: 'PUT', body: { option } });
}
