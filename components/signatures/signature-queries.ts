import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { ShownSignature, SignaturePreview } from '@/lib/intake/dto';
import type { SignatureSettings } from '@/lib/intake/schema';

const settings = (feedId: number) => `/api/feeds/${feedId}/signature`;

export const signatureKey = (feedId: number) => ['signature', feedId] as const;

export const fetchSignature = (feedId: number) => fetchJson<ShownSignature>(settings(feedId));
export const putSignature = (feedId: number, body: SignatureSettings) =>
  fetchJson<void>(settings(feedId), { method: 'PUT', body });
export const postSignaturePreview = (feedId: number, body: SignatureSettings) =>
  fetchJson<SignaturePreview>(`${settings(feedId)}/preview`, { method: 'POST', body });
