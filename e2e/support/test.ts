import { test as base } from 'playwright/test';
import { createUser, type TestUser } from '@/prisma/factories/create-user';
import { type Authenticator, addAuthenticator } from './authenticator';
import { createPasskey } from './passkey';
import { signIn } from './sign-in';

type Options = {
  /** Whether `person` has just passed the gate. Default: yes. */
  steppedUp: boolean;
  /** Whether `person` has a passkey, and the page's authenticator holds it. Default: no. */
  withPasskey: boolean;
  /** How long ago `person` signed in. Default: now. */
  signedInAgoMs: number;
};
type Fixtures = {
  /** A new person, signed in in this browser. */
  person: TestUser;
  /** The page's passkey provider. */
  authenticator: Authenticator;
};

/** Playwright's `test` with a person of its own and a passkey provider. */
export const test = base.extend<Options & Fixtures>({
  steppedUp: [true, { option: true }],
  withPasskey: [false, { option: true }],
  signedInAgoMs: [0, { option: true }],
  // A page may send requests after its test is over. Without this they would meet the test's routes and fail another test.
  page: async ({ page }, use) => {
    await use(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  },
  person: async ({ context, page, steppedUp, withPasskey, signedInAgoMs }, use) => {
    const person = await createUser();
    await signIn(context, person, { steppedUp, signedInAgoMs });
    if (withPasskey) await (await authenticatorOf(page)).hold(await createPasskey(person));
    await use(person);
  },
  authenticator: async ({ page }, use) => use(await authenticatorOf(page)),
});

export { expect } from 'playwright/test';

const authenticators = new WeakMap<object, Promise<Authenticator>>();

/** One per page, whichever fixture asks first. */
function authenticatorOf(page: Parameters<typeof addAuthenticator>[0]): Promise<Authenticator> {
  const existing = authenticators.get(page) ?? addAuthenticator(page);
  authenticators.set(page, existing);
  return existing;
}
