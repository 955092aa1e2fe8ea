import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { ask, fetchJson, RequestFailed } from '@/components/ui/requests/fetch-json';
import type { AcceptedInvitation, FirstAccount } from '@/lib/accounts/schema';
import type { UsedResetLink } from '@/lib/reset-links/schema';

/** A refused sign-in; `code` is for signInError. */
export class SignInRefused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export const createFirstAccount = (account: FirstAccount) =>
  fetchJson<undefined>('/api/setup', { method: 'POST', body: account });

export const acceptInvitation = (invitation: AcceptedInvitation) =>
  fetchJson<undefined>('/api/invitations/accept', { method: 'POST', body: invitation });

export const takeResetLink = (link: UsedResetLink) =>
  fetchJson<undefined>('/api/reset-links/use', { method: 'POST', body: link });

export const askForResetLink = (email: string) =>
  fetchJson<undefined>('/api/reset-links', { method: 'POST', body: { email } });

export const fetchPasskeySignInOptions = () =>
  fetchJson<PublicKeyCredentialRequestOptionsJSON>('/api/passkeys/sign-in-options', { method: 'POST' });

export const signInWithPassword = (email: string, password: string) =>
  callNextAuth('callback/password', { email, password });

export const signInWithPasskey = (response: AuthenticationResponseJSON) =>
  callNextAuth('callback/passkey', { response: JSON.stringify(response) });

/** Returns the address at which signing in with the provider begins. */
export const beginOidc = (next: string) => callNextAuth('signin/oidc', { callbackUrl: next });

export const signOut = () => fetchJson<undefined>('/api/sessions/current', { method: 'DELETE' });

/** Speaks next-auth's protocol: fetch a CSRF token, then call. A refusal is an `error` in the URL of the answer. */
async function callNextAuth(action: string, fields: Record<string, string>): Promise<string> {
  try {
    const { csrfToken } = await fetchJson<{ csrfToken: string }>('/api/auth/csrf');
    const { ok, json } = await ask(`/api/auth/${action}`, {
      method: 'POST',
      body: { callbackUrl: '/', ...fields, csrfToken, json: 'true' },
    });
    const { url } = json as { url: string };
    const refusal = new URL(url, window.location.href).searchParams.get('error');
    if (refusal || !ok) throw new SignInRefused(refusal ?? 'internal_error');
    return url;
  } catch (error) {
    if (error instanceof SignInRefused) throw error;
    throw new SignInRefused(error instanceof RequestFailed ? error.code : 'internal_error');
  }
}
