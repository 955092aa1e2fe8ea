import type { CDPSession, Page } from 'playwright/test';
import type { NewPasskey } from './passkey';

/** A passkey provider inside the browser (CTAP2, internal, resident keys, user verified). */
export type Authenticator = {
  /** What the authenticator holds: its sign counts and credential ids. */
  credentials(): Promise<{ credentialId: string; signCount: number }[]>;
  /** Adds a passkey that was made before. */
  hold(passkey: NewPasskey): Promise<void>;
  /** False: the person's finger is not recognised, ceremonies fail. */
  setUserVerified(verified: boolean): Promise<void>;
  /** False: nobody touches the key, ceremonies wait. */
  setPresent(present: boolean): Promise<void>;
  /** The key is gone, as when a security key is left at home. */
  remove(): Promise<void>;
};

/** Gives the page a virtual authenticator through Chromium's DevTools protocol. */
export async function addAuthenticator(page: Page): Promise<Authenticator> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async credentials() {
      const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.map(({ credentialId, signCount }) => ({ credentialId, signCount }));
    },
    async hold(passkey) {
      const credential = { ...passkey, isResidentCredential: true, signCount: 1 };
      await cdp.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
    async setUserVerified(isUserVerified) {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    async setPresent(enabled) {
      await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    },
    async remove() {
      await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    },
  };
}
