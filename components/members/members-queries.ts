import { fetchJson } from '@/components/ui/fetch-json';
import type { NewInvitation } from '@/lib/accounts/schema';

/** The link is told here only. */
export const invite = (invitation: NewInvitation) =>
  fetchJson<{ url: string; expiresAt: string }>('/api/invitations', { method: 'POST', body: invitation });

export const revokeInvitation = (invitationId: string) =>
  fetchJson<undefined>(`/api/invitations/${invitationId}`, { method: 'DELETE' });

export const setMemberStatus = (userId: string, active: boolean) =>
  fetchJson<undefined>(`/api/members/${userId}/status`, { method: 'PUT', body: { active } });
