import { fetchPolls } from '@/components/feeds/feed-queries';
import { fetchJson, isOutcomeUnknown } from '@/components/ui/requests/fetch-json';
import type { PressOutcome } from '@/lib/message-actions/dto';

const base = (feedId: number, seq: number) => `/api/feeds/${feedId}/messages/${seq}`;

/** `button`: its path in the message. */
export function postPress(feedId: number, seq: number, button: string): Promise<PressOutcome> {
  return fetchJson(`${base(feedId, seq)}/actions`, { method: 'POST', body: { button } });
}

/** Resolves when the vote is stored; null takes it back. When the answer is lost, the server is asked how the poll stands. */
export async function putVote(feedId: number, seq: number, option: number | null): Promise<void> {
  const url = `${base(feedId, seq)}/vote`;
  try {
    await (option === null
      ? fetchJson(url, { method: 'DELETE' })
      : fetchJson(url, { method: 'PUT', body: { option } }));
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    const now = await fetchPolls(feedId, [seq]).catch(() => null);
    const isStored = now?.polls.some((poll) => poll.seq === seq && poll.own === option);
    if (!isStored) throw error;
  }
}
