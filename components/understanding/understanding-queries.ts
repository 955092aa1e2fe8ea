import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { DrawnPreview, MessageCall, UnderstandingSettings } from '@/lib/understanding/dto';
import type { Understanding } from '@/lib/understanding/schema';

export type MessageId = { feedId: number; seq: number };

const settings = (feedId: number) => `/api/feeds/${feedId}/understanding`;
const callOf = ({ feedId, seq }: MessageId) => `/api/feeds/${feedId}/messages/${seq}/call`;

export const understandingKeys = {
  settings: (feedId: number) => ['understanding', feedId] as const,
  call: ({ feedId, seq }: MessageId) => ['message-call', feedId, seq] as const,
  preview: ({ feedId, seq }: MessageId, set: string) => ['message-call-preview', feedId, seq, set] as const,
};

export const fetchUnderstanding = (feedId: number) => fetchJson<UnderstandingSettings>(settings(feedId));
export const putUnderstanding = (feedId: number, body: Understanding) =>
  fetchJson<void>(settings(feedId), { method: 'PUT', body });
export const fetchMessageCall = (message: MessageId) => fetchJson<MessageCall>(callOf(message));
export const postPreview = (message: MessageId, body: Understanding) =>
  fetchJson<DrawnPreview>(`${callOf(message)}/preview`, { method: 'POST', body });
