import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, clipboardOf, rowOf, TOKENS_PATH } from '../support/tokens-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('S15 Copy to clipboard appears on hover and puts the whole, working token on the clipboard', async ({
  page,
  person,
  baseURL,
}) => {
  const { token } = await createToken(person, { name: 'Build server' });
  const channel = await createChannel(person);
  await page.goto(TOKENS_PATH);
  const row = rowOf(page, 'Build server');
  const copy = row.getByRole('button', { name: 'Copy to clipboard: Build server' });
  await expect(copy.locator('xpath=../..')).toHaveCSS('opacity', '0');
  await row.hover();
  await expect(copy.locator('xpath=../..')).toHaveCSS('opacity', '1');
  await copy.click();
  await expect(row.getByText('Copied')).toBeVisible();
  const copied = await clipboardOf(page);
  expect(copied).toBe(token);
  expect((await postAsService(channelUrl(baseURL, channel.uniqueName, copied), { text: 'Hi' })).status).toBe(
    204,
  );
});

test('S15 Copy to clipboard appears on focus too, and works by keyboard', async ({ page, person }) => {
  const { token } = await createToken(person, { name: 'Build server' });
  await page.goto(TOKENS_PATH);
  await expect(page.getByRole('timer')).toContainText('left');
  await page.getByRole('button', { name: 'Rename Build server' }).focus();
  await page.keyboard.press('Tab');
  const copy = page.getByRole('button', { name: 'Copy to clipboard: Build server' });
  await expect(copy).toBeFocused();
  await expect(copy.locator('xpath=../..')).toHaveCSS('opacity', '1');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Build server').getByText('Copied')).toBeVisible();
  expect(await clipboardOf(page)).toBe(token);
});

test('S15 the dialog of a new token copies it as well', async ({ page, person }) => {
  expect(person.id).toBeTruthy();
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Generate New Token' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Copied');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await page.getByRole('button', { name: 'Copy to clipboard' }).click();
  await expect(page.getByRole('button', { name: 'Copy to clipboard' })).toHaveText('Copied');
  expect(await clipboardOf(page)).toBe(await page.getByTestId('new-token').textContent());
});
