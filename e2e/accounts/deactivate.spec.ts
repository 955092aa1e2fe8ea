import { expect, test } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { post, urlOf } from '../webhooks/call';

test('a deactivated member’s tokens and sessions stop at once, and come back on reactivating', async ({
  page,
  context,
  browser,
}) => {
  const name = `Grace ${Date.now()}`;
  const member = await createUser({ name });
  const { token } = await createToken(member);
  const url = urlOf.channel((await createChannel(member)).uniqueName, token);
  const theirs = await browser.newContext();
  await signIn(theirs, member);
  expect((await post(url, { text: 'Hi' })).status).toBe(204);
  expect((await theirs.request.get('/api/channels')).status()).toBe(200);

  await signIn(context, await createUser({ role: 'ADMINISTRATOR' }), { steppedUp: true });
  await page.goto('/members');
  await page.getByRole('button', { name: `Deactivate ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByRole('button', { name: `Reactivate ${name}` })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await post(url, { text: 'Hi' })).toMatchObject({ status: 401, json: { code: 'authtoken_invalid' } });
  expect((await theirs.request.get('/api/channels')).status()).toBe(401);

  await page.getByRole('button', { name: `Reactivate ${name}` }).click();
  await expect(page.getByRole('button', { name: `Deactivate ${name}` })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect((await post(url, { text: 'Hi' })).status).toBe(204);
  await theirs.close();
});
