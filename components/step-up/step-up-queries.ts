import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { PasskeyRow, TotpOffer } from '@/lib/second-factors/dto';
import type { StepUpFacts, StepUpGiven } from '@/lib/step-up/dto';

export const stepUpKeys = { facts: () => ['step-up', 'facts'] as const };

type Enrolled = { stepUp: StepUpGiven | null };

export const fetchStepUpFacts = () => fetchJson<StepUpFacts>('/api/step-up');

export const lockNow = () => fetchJson<undefined>('/api/step-up', { method: 'DELETE' });

/** Makes the session count as signed in just now. */
export const confirmPassword = (password: string) =>
  fetchJson<undefined>('/api/sessions/current/password', { method: 'POST', body: { password } });

export const fetchPasskeyStepUpOptions = () =>
  fetchJson<PublicKeyCredentialRequestOptionsJSON>('/api/step-up/passkey/options', { method: 'POST' });

export const verifyWithPasskey = (answer: AuthenticationResponseJSON) =>
  fetchJson<StepUpGiven>('/api/step-up/passkey', { method: 'POST', body: answer });

export const verifyWithApp = (code: string) =>
  fetchJson<StepUpGiven>('/api/step-up/authenticator-app', { method: 'POST', body: { code } });

export const verifyWithRecoveryCode = (code: string) =>
  fetchJson<StepUpGiven>('/api/step-up/recovery-code', { method: 'POST', body: { code } });

export const fetchEnrolmentOptions = () =>
  fetchJson<PublicKeyCredentialCreationOptionsJSON>('/api/passkeys/options', { method: 'POST' });

export const enrolPasskey = (answer: RegistrationResponseJSON) =>
  fetchJson<Enrolled & { passkey: PasskeyRow }>('/api/passkeys', { method: 'POST', body: answer });

export const offerTotp = () => fetchJson<TotpOffer>('/api/totp', { method: 'POST' });

export const confirmTotp = (code: string) =>
  fetchJson<Enrolled>('/api/totp', { method: 'PUT', body: { code } });

/** Ten new codes; the earlier ones stop working. Show them once and keep them nowhere. */
export const makeRecoveryCodes = () =>
  fetchJson<{ codes: string[] }>('/api/recovery-codes', { method: 'POST' });
