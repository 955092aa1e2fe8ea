import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, rowOf, TOKENS_PATH } from '../support/tokens-page';

test('S17 delete asks first: what will fail, how recently it was used, replace it first', async ({
  page,
  person,
  baseURL,
}) => {
  const { token } = await createToken(person, { name: 'Build server' });
  await createToken(person, { name: 'Other' });
  const channel = await createChannel(person);
  const call = () => postAsService(channelUrl(baseURL, channel.uniqueName, token), { text: 'Hi' });
  expect((await call()).status).toBe(204);
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'More for Build server' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete “Build server”?' });
  await expect(dialog).toContainText('Integrations that use this token will fail at once.');
  await expect(dialog).toContainText(/Last used .*1 call in all/);
  await expect(dialog).toContainText('generate a new token first');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  expect((await call()).status).toBe(204);

  await page.getByRole('button', { name: 'More for Build server' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete token' }).click();
  await expect(rowOf(page, 'Build server')).toHaveCount(0);
  await expect(rowOf(page, 'Other')).toBeVisible();
  expect((await call()).status).toBe(401);
  await page.reload();
  await expect(rowOf(page, 'Other')).toBeVisible();
  await expect(rowOf(page, 'Build server')).toHaveCount(0);
});

test('S17 a token that was never used says so, and deleting it from its history leads to the list', async ({
  page,
  person,
}) => {
  const { id } = await createToken(person, { name: 'Unused' });
  await page.goto(`${TOKENS_PATH}/${id}`);
  await page.getByRole('button', { name: 'More for Unused' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete “Unused”?' });
  await expect(dialog).toContainText('It was never used.');
  await dialog.getByRole('button', { name: 'Delete token' }).click();
  await expect(page).toHaveURL(new RegExp(`${TOKENS_PATH}$`));
  await expect(page.getByText('No tokens yet')).toBeVisible();
  await page.goto(`${TOKENS_PATH}/${id}`);
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
});
