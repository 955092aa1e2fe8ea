import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { Candidate, ChannelMember, ChannelSummary } from '@/lib/channels/dto';
import type { ChannelDetails, NewChannel } from '@/lib/channels/schema';

const BASE = '/api/channels';
const one = (uniqueName: string) => `${BASE}/${encodeURIComponent(uniqueName)}`;

export const channelKeys = {
  all: ['channels'] as const,
  members: (uniqueName: string) => ['channels', uniqueName, 'members'] as const,
  candidates: (uniqueName: string, search: string) => ['channels', uniqueName, 'candidates', search] as const,
};

export const fetchChannels = () => fetchJson<ChannelSummary[]>(BASE);
export const fetchMembers = (uniqueName: string) => fetchJson<ChannelMember[]>(`${one(uniqueName)}/members`);
export const fetchCandidates = (uniqueName: string, search: string) =>
  fetchJson<Candidate[]>(`${one(uniqueName)}/candidates?q=${encodeURIComponent(search)}`);

export const postChannel = (body: NewChannel) =>
  fetchJson<{ id: string; feedId: number; uniqueName: string }>(BASE, { method: 'POST', body });
export const putChannel = (uniqueName: string, body: ChannelDetails) =>
  fetchJson<void>(one(uniqueName), { method: 'PUT', body });
export const putArchived = (uniqueName: string, archived: boolean) =>
  fetchJson<void>(`${one(uniqueName)}/archive`, { method: 'PUT', body: { archived } });
export const deleteChannel = (uniqueName: string, name: string) =>
  fetchJson<void>(one(uniqueName), { method: 'DELETE', body: { name } });
export const putMembership = (uniqueName: string) =>
  fetchJson<void>(`${one(uniqueName)}/membership`, { method: 'PUT' });
export const deleteMembership = (uniqueName: string) =>
  fetchJson<void>(`${one(uniqueName)}/membership`, { method: 'DELETE' });
export const postMember = (uniqueName: string, userId: string) =>
  fetchJson<void>(`${one(uniqueName)}/members`, { method: 'POST', body: { userId } });
export const deleteMember = (uniqueName: string, userId: string) =>
  fetchJson<void>(`${one(uniqueName)}/members/${encodeURIComponent(userId)}`, { method: 'DELETE' });
