import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { MemberRow } from '@/lib/accounts/dto';
import type { NewInvitation } from '@/lib/accounts/schema';
import type { IssuedResetLink } from '@/lib/reset-links/dto';
import type { NewResetLink } from '@/lib/reset-links/schema';

export const memberKeys = { all: ['members'] as const };

export const fetchMembers = () => fetchJson<MemberRow[]>('/api/members');

/** The person's line on the page of members. */
export const memberHref = (userId: string) => `/members#member-${userId}`;

/** The link is told here only. */
export const invite = (invitation: NewInvitation) =>
  fetchJson<{ url: string; expiresAt: string }>('/api/invitations', { method: 'POST', body: invitation });

export const revokeInvitation = (invitationId: string) =>
  fetchJson<undefined>(`/api/invitations/${invitationId}`, { method: 'DELETE' });

export const setMemberStatus = (userId: string, active: boolean) =>
  fetchJson<undefined>(`/api/members/${userId}/status`, { method: 'PUT', body: { active } });

export const setMemberRole = (userId: string, role: 'ADMINISTRATOR' | 'MEMBER') =>
  fetchJson<undefined>(`/api/members/${userId}/role`, { method: 'PUT', body: { role } });

/** The link is told here only. */
export const issueResetLink = (userId: string, wanted: NewResetLink) =>
  fetchJson<IssuedResetLink>(`/api/members/${userId}/reset-link`, { method: 'POST', body: wanted });
