import { fetchJson } from '@/components/ui/requests/fetch-json';

export const changeName = (name: string) =>
  fetchJson<undefined>('/api/account/name', { method: 'PUT', body: { name } });

export const changePassword = (password: string) =>
  fetchJson<undefined>('/api/account/password', { method: 'PUT', body: { password } });

export const renamePasskey = (passkeyId: string, name: string) =>
  fetchJson<undefined>(`/api/passkeys/${passkeyId}`, { method: 'PUT', body: { name } });

/** `confirmLast`: the person was told that nothing is left after this. */
export const removePasskey = (passkeyId: string, confirmLast: boolean) =>
  fetchJson<undefined>(`/api/passkeys/${passkeyId}?confirmLast=${confirmLast}`, { method: 'DELETE' });

export const removeTotp = (confirmLast: boolean) =>
  fetchJson<undefined>(`/api/totp?confirmLast=${confirmLast}`, { method: 'DELETE' });

export const revokeSession = (sessionId: string) =>
  fetchJson<undefined>(`/api/sessions/${sessionId}`, { method: 'DELETE' });

export const revokeOtherSessions = () => fetchJson<undefined>('/api/sessions', { method: 'DELETE' });
