import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { FeedPage, FeedWindow } from '@/lib/feeds/dto';
import type { PollStates } from '@/lib/polls/dto';

const base = (feedId: number) => `/api/feeds/${feedId}`;

export function fetchNewest(feedId: number): Promise<FeedPage> {
  return fetchJson(`${base(feedId)}/messages`);
}

export function fetchOlder(feedId: number, before: number): Promise<FeedPage> {
  return fetchJson(`${base(feedId)}/messages?before=${before}`);
}

/** The first messages after `after`. */
export function fetchNewer(feedId: number, after: number): Promise<FeedPage> {
  return fetchJson(`${base(feedId)}/messages?after=${after}&limit=100`);
}

export function fetchAround(feedId: number, seq: number): Promise<FeedWindow> {
  return fetchJson(`${base(feedId)}/messages?around=${seq}`);
}

export function putRead(feedId: number, seq: number): Promise<void> {
  return fetchJson(`${base(feedId)}/read`, { method: 'PUT', body: { seq } });
}

export function fetchPolls(feedId: number, seqs: number[]): Promise<PollStates> {
  return fetchJson(`${base(feedId)}/polls?of=${seqs.join(',')}`);
}
