import type { Page } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible } from '../accessibility/axe';
import { createPasskey } from '../support/passkey';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';

/** The page at which somebody without channels arrives after signing in. */
const FIRST_PAGE = '**/bots-and-tools/channels';
const password = 'correct horse battery staple';
const another = 'a quite new password';

async function signInWith(page: Page, email: string, typed: string) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(typed);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** An administrator's way through the members page to a link. */
async function issueLink(page: Page, name: string, what: string): Promise<string> {
  await page.goto('/members');
  await page.getByRole('button', { name: `More about ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Reset link' }).click();
  await page.getByRole('dialog').getByLabel('It resets').click();
  await page.getByRole('option', { name: what, exact: true }).click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const url = page.getByRole('dialog').getByText('/reset/');
  return (await url.textContent()) ?? '';
}

test('somebody who lost passkey and password gets back in with a link and enrols anew', async ({
  page,
  context,
  browser,
  authenticator,
}) => {
  const name = `Grace ${Date.now()}`;
  const member = await createUser({ name, password });
  await createPasskey(member);
  const admin = await browser.newContext();
  await signIn(admin, await createUser({ role: 'ADMINISTRATOR' }), { steppedUp: true });
  const link = await issueLink(await admin.newPage(), name, 'Password and second factors');
  await admin.close();

  await page.goto(link);
  await expectAccessible(page, page.url());
  await page.getByLabel('New password').fill(another);
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByText('Your second factors are removed.')).toBeVisible();
  await signInWith(page, member.email, another);
  await page.waitForURL(FIRST_PAGE);

  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await expect(page.getByRole('timer').filter({ hasText: 'left' })).toBeVisible();
  expect(await authenticator.credentials()).toHaveLength(1);

  await context.clearCookies();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible();
  await expectAccessible(page, page.url());
});

test('after a new password the module still asks for the old passkey', async ({
  page,
  browser,
  authenticator,
}) => {
  const name = `Linus ${Date.now()}`;
  const member = await createUser({ name, password });
  const passkey = await createPasskey(member);
  const admin = await browser.newContext();
  await signIn(admin, await createUser({ role: 'ADMINISTRATOR' }), { steppedUp: true });
  const link = await issueLink(await admin.newPage(), name, 'Password');
  await admin.close();

  await page.goto(link);
  await page.getByLabel('New password').fill(another);
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByText('Your new password is set.')).toBeVisible();
  await signInWith(page, member.email, another);
  await page.waitForURL(FIRST_PAGE);
  await page.goto(TOKENS_PATH);
  await expect(page.getByText('Lost them all? Ask an administrator for a reset link.')).toBeVisible();
  await authenticator.hold(passkey);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('timer').filter({ hasText: 'left' })).toBeVisible();
});

test('an administrator who has not verified is asked on the way, and loses nothing', async ({
  page,
  context,
  authenticator,
}) => {
  const administrator = await createUser({ role: 'ADMINISTRATOR' });
  await authenticator.hold(await createPasskey(administrator));
  await signIn(context, administrator);
  const name = `Ada ${Date.now()}`;
  const member = await createUser({ name });
  await page.goto('/members');
  await page.getByRole('button', { name: `More about ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Make an administrator' }).click();
  await page.getByRole('button', { name: 'Make administrator' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Verify your identity' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Make administrator' }).click();
  await expect(page.getByText(`${name} is an administrator now.`)).toBeVisible();
  const { role } = await db().user.findUniqueOrThrow({ where: { id: member.id }, select: { role: true } });
  expect(role).toBe('ADMINISTRATOR');
});

test('name and password are changed in the settings, and other browsers are signed out', async ({
  page,
  browser,
  person,
}) => {
  const other = await browser.newContext();
  await signIn(other, person);
  await page.goto('/settings/account');
  await expectAccessible(page, page.url());
  await page.getByLabel('Your name').fill('Grace Hopper');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByRole('button', { name: 'Account of Grace Hopper' })).toBeVisible();
  await page.getByLabel('New password').fill(another);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  expect((await other.request.get('/api/channels')).status()).toBe(401);
  await other.close();
  await page.reload();
  await expect(page.getByLabel('Your name')).toHaveValue('Grace Hopper');
});

test('without a mail server, who forgot the password is sent to an administrator', async ({ page }) => {
  await createUser();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByText('Ask an administrator of this workspace for a reset link.')).toBeVisible();
  await expectAccessible(page, page.url());
});
