import type { Page } from 'playwright/test';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { db } from '@/lib/db/prisma';
import { makeRecoveryCodes } from '@/lib/second-factors/make-recovery-codes';
import { createUser } from '@/prisma/factories/create-user';
import { createPasskey } from '../support/passkey';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

const password = 'correct horse battery staple';

async function signInWith(page: Page, email: string, typed: string) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(typed);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('e-mail and password lead to where the person wanted to go', async ({ page }) => {
  const { email } = await createUser({ password });
  await page.goto('/bots-and-tools/bots');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signInWith(page, email, `${password}x`);
  await expect(page.getByText('do not belong together')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue(email);
  await signInWith(page, email.toUpperCase(), password);
  await expect(page).toHaveURL(/\/bots-and-tools\/bots$/);
});

/** Opens the sign-in page in a browser without autofill, which would sign in before the button can be tried. */
async function openSignInWithoutAutofill(page: Page) {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  await page.goto('/sign-in');
}

test('a passkey signs in without a name or a password', async ({ page, authenticator }) => {
  const user = await createUser({ name: 'Grace Hopper' });
  await openSignInWithoutAutofill(page);
  await authenticator.hold(await createPasskey(user));
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('button', { name: 'Account of Grace Hopper' })).toBeVisible();
  expect((await authenticator.credentials())[0]!.signCount).toBeGreaterThan(1);
});

test('a passkey picked from the e-mail field’s suggestions signs in, too', async ({
  page,
  authenticator,
}) => {
  const user = await createUser({ name: 'Grace Hopper' });
  // The test's browser chooses the passkey without asking.
  await authenticator.hold(await createPasskey(user));
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Account of Grace Hopper' })).toBeVisible();
});

test('a passkey of nobody here is told from a wrong password', async ({ page, authenticator }) => {
  const user = await createUser();
  await openSignInWithoutAutofill(page);
  await authenticator.hold({ ...(await createPasskey(user)), userHandle: btoa('nobody') });
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByText('This passkey does not belong to an account here.')).toBeVisible();
});

test('signing out ends the session, not only its cookie', async ({ page, context }) => {
  await signIn(context, await createUser({ name: 'Grace Hopper' }));
  await page.goto('/channels/general');
  const cookies = await context.cookies();
  await page.getByRole('button', { name: 'Account of Grace Hopper' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await context.addCookies(cookies);
  expect((await context.request.get('/api/channels')).status()).toBe(401);
  await page.goto('/channels/general');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('open sessions are listed and can be ended from elsewhere', async ({ page, context, browser }) => {
  const user = await createUser();
  const other = await browser.newContext();
  const third = await browser.newContext();
  for (const each of [context, other, third]) await signIn(each, user);
  await page.goto('/settings/sessions');
  await expect(page.getByText('This browser')).toHaveCount(1);
  // One of them was made by the factory.
  await expect(page.getByRole('listitem').filter({ hasText: 'signed in' })).toHaveCount(4);
  await page
    .getByRole('button', { name: /^Sign out (?!all)/ })
    .first()
    .click();
  await expect(page.getByRole('listitem').filter({ hasText: 'signed in' })).toHaveCount(3);
  await page.getByRole('button', { name: 'Sign out all others' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'signed in' })).toHaveCount(1);
  for (const each of [other, third]) {
    expect((await each.request.get('/api/channels')).status()).toBe(401);
    await each.close();
  }
  expect((await context.request.get('/api/channels')).status()).toBe(200);
});

/** The first pauses are shorter than typing takes on a slow machine. */
async function lengthenPause(email: string) {
  const who = keyedHash(`password|${email}`).toString('base64url');
  const { count } = await db().attemptCounter.updateMany({
    where: { key: { contains: who }, blockedUntil: { not: null } },
    data: { blockedUntil: new Date(Date.now() + 60_000) },
  });
  expect(count).toBeGreaterThan(0);
}

test('guesses are slowed down, while the person’s open sessions and passkey go on', async ({
  page,
  browser,
  authenticator,
}) => {
  const user = await createUser({ password, name: 'Grace Hopper' });
  const open = await browser.newContext();
  await signIn(open, user);
  await openSignInWithoutAutofill(page);
  await expect(async () => {
    await signInWith(page, user.email, 'not the password');
    await expect(page.getByText(/Too many attempts. Try again in/)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await lengthenPause(user.email);
  await signInWith(page, user.email, password);
  await expect(page.getByText(/Too many attempts. Try again in/)).toBeVisible();
  expect((await open.request.get('/api/channels')).status()).toBe(200);
  await open.close();
  await authenticator.hold(await createPasskey(user));
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('button', { name: 'Account of Grace Hopper' })).toBeVisible();
});

test('an address without an account is answered like a wrong password', async ({ page }) => {
  await createUser();
  await page.goto('/sign-in');
  await signInWith(page, `nobody-${Date.now()}@example.com`, password);
  await expect(page.getByText('do not belong together')).toBeVisible();
});

test('guesses at codes meet one limit, in however many browsers the password was given', async ({
  browser,
  baseURL,
}) => {
  const user = await createUser({ password });
  await createPasskey(user);
  await makeRecoveryCodes(user);
  const headers = { origin: new URL(baseURL!).origin };
  const statuses: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    const fresh = await browser.newContext();
    const { csrfToken } = await (await fresh.request.get('/api/auth/csrf')).json();
    const data = { email: user.email, password, csrfToken, callbackUrl: '/', json: 'true' };
    expect((await fresh.request.post('/api/auth/callback/password', { data, headers })).ok()).toBe(true);
    for (let guess = 0; guess < 6; guess += 1) {
      const answer = await fresh.request.post('/api/step-up/recovery-code', {
        data: { code: 'aaaaa-aaaaa' },
        headers,
      });
      statuses.push(answer.status());
    }
    await fresh.close();
  }
  // Ten are free, and the eleventh begins the pauses.
  expect(statuses.slice(0, 11)).toEqual(Array(11).fill(403));
  expect(statuses.slice(11)).toContain(429);
});
