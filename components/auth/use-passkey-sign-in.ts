'use client';

import {
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { useEffect, useEffectEvent } from 'react';
import { fetchPasskeySignInOptions, SignInRefused, signInWithPasskey } from './account-queries';
import { passkeyError } from './webauthn-errors';

/**
 * Offers passkeys in the e-mail field's autofill while the page is open, and by `signIn` with a prompt at once.
 * `attempt` is called with the sign-in to make.
 */
export function usePasskeySignIn(attempt: (signIn: () => Promise<string>) => void) {
  const offer = useEffectEvent(async (page: { left: boolean }) => {
    if (!(await browserSupportsWebAuthnAutofill())) return;
    try {
      const optionsJSON = await fetchPasskeySignInOptions();
      if (page.left) return;
      const response = await startAuthentication({ optionsJSON, useBrowserAutofill: true });
      attempt(() => finish(response));
    } catch {
      // Nobody chose a passkey from the autofill; the form is still open.
    }
  });
  useEffect(() => {
    const page = { left: false };
    void offer(page);
    return () => {
      page.left = true;
      WebAuthnAbortService.cancelCeremony();
    };
  }, []);

  const signIn = () =>
    attempt(async () => {
      try {
        const optionsJSON = await fetchPasskeySignInOptions();
        return await finish(await startAuthentication({ optionsJSON }));
      } catch (error) {
        if (error instanceof SignInRefused) throw error;
        // The prompt ended the autofill, so it is offered again.
        void offer({ left: false });
        throw new Error(passkeyError(error));
      }
    });
  return { signIn };
}

async function finish(response: Parameters<typeof signInWithPasskey>[0]) {
  try {
    return await signInWithPasskey(response);
  } catch (error) {
    const refused = error instanceof SignInRefused && error.code === 'sign_in_failed';
    throw refused ? new SignInRefused('passkey_unknown') : error;
  }
}
