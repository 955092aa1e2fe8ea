import { db } from '@/lib/db/prisma';
import { createUser } from '@/prisma/factories/create-user';
import { createPasskey } from '../support/passkey';
import { sessionIdsOf } from '../support/sign-in';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';

test.use({ steppedUp: false, withPasskey: true });

test('S8 the module opens only after Continue and a passkey', async ({ page, person }) => {
  await page.goto(TOKENS_PATH);
  await expect(page.getByRole('heading', { name: 'Verify your identity' })).toBeVisible();
  const gate = page.getByRole('main');
  await expect(gate.getByText(person.email)).toBeVisible();
  await expect(gate.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Generate New Token' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Webhook Tokens' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Generate New Token' })).toBeVisible();
});

test('S8 the usage history of a token is behind the same gate', async ({ page, person }) => {
  expect(person.id).toBeTruthy();
  await page.goto(`${TOKENS_PATH}/019ab000-0000-7000-8000-000000000000`);
  await expect(page.getByRole('heading', { name: 'Verify your identity' })).toBeVisible();
});

test('S8 each Continue advances the sign count, in the authenticator and in the database', async ({
  page,
  person,
  authenticator,
}) => {
  const signCount = async () => {
    const { signCount: stored } = await db().passkey.findFirstOrThrow({
      where: { userId: person.id },
      select: { signCount: true },
    });
    const [held] = await authenticator.credentials();
    expect(held?.signCount).toBe(Number(stored));
    return Number(stored);
  };
  const before = await signCount();
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible();
  const first = await signCount();
  expect(first).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Lock now' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('timer')).toContainText('left');
  await expect.poll(signCount).toBeGreaterThan(first);
});

test('S8 the session gets a new id at the gate, and the old cookie is worth nothing', async ({
  page,
  context,
  person,
  playwright,
  baseURL,
}) => {
  const [oldId] = await sessionIdsOf(person);
  const cookies = await context.cookies();
  const oldCookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('timer')).toContainText('left');
  const ids = await sessionIdsOf(person);
  expect(ids).toHaveLength(1);
  expect(ids[0]).not.toBe(oldId);
  const thief = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { cookie: oldCookie } });
  expect((await thief.get('/api/webhook-tokens')).status()).toBe(401);
  expect((await page.request.get('/api/webhook-tokens')).status()).toBe(200);
  await thief.dispose();
});

test('S8 signing out closes the module, for this browser and for a copy of its cookie', async ({
  page,
  context,
  person,
  authenticator,
  playwright,
  baseURL,
}) => {
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('timer')).toContainText('left');
  const cookies = await context.cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const copy = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { cookie } });
  expect((await copy.get('/api/webhook-tokens')).status()).toBe(200);

  // Otherwise the autofill of the sign-in page would sign the person in again at once.
  await authenticator.setPresent(false);
  await page.getByRole('button', { name: `Account of ${person.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByLabel('E-mail')).toBeVisible();
  expect((await copy.get('/api/webhook-tokens')).status()).toBe(401);
  // The page may still be redirecting to the sign-in page, which would end a visit begun meanwhile.
  await expect(async () => {
    await page.goto(TOKENS_PATH);
  }).toPass();
  await expect(page).toHaveURL(/\/sign-in/);
  await copy.dispose();
});

test('S8 a cancelled prompt is explained in plain words, and Continue works again', async ({
  page,
  person,
  authenticator,
}) => {
  expect(person.id).toBeTruthy();
  await page.goto(TOKENS_PATH);
  await authenticator.setUserVerified(false);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('was cancelled or timed out');
  await authenticator.setUserVerified(true);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('timer')).toContainText('left');
});

test.describe('with a key that is not this person’s', () => {
  test.use({ withPasskey: false });

  test('S8 the answer of a foreign key is refused in plain words', async ({
    page,
    person,
    authenticator,
  }) => {
    await createPasskey(person);
    const foreign = await createPasskey(await createUser());
    await authenticator.hold(foreign);
    // The test makes the page ask for the foreign key, as a forger would.
    await page.route('**/api/step-up/passkey/options', async (route) => {
      const response = await route.fetch();
      const id = Buffer.from(foreign.credentialId, 'base64').toString('base64url');
      const allowCredentials = [{ id, type: 'public-key', transports: ['internal'] }];
      await route.fulfill({ response, json: { ...(await response.json()), allowCredentials } });
    });
    await page.goto(TOKENS_PATH);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText(`not one of ${person.email}`);
    expect((await page.request.get('/api/webhook-tokens')).status()).toBe(403);
  });

  test('S8 a browser without the person’s key says so', async ({ page, person, authenticator }) => {
    await createPasskey(person);
    expect(await authenticator.credentials()).toEqual([]);
    await page.goto(TOKENS_PATH);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('passkey');
    await expect(page.getByRole('button', { name: 'Continue' })).toBeEnabled();
  });
});
