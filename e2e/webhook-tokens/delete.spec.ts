import type { Page } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { expectAccessible } from '../accessibility/axe';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, rowOf, TOKENS_PATH } from '../support/tokens-page';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Opens the dialog by the token's menu, in the list or in its history. */
async function askToDelete(page: Page, name: string) {
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete “${name}”?` });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function usedAgo(tokenId: string, agoMs: number) {
  await db().webhookToken.update({
    where: { id: tokenId },
    data: { invocations: 3, lastInvokedAt: new Date(Date.now() - agoMs) },
    select: { id: true },
  });
}

test('S17 delete asks first: what will fail, how recently it was used, replace it first; one used today by its name only', async ({
  page,
  person,
  baseURL,
}) => {
  const { token } = await createToken(person, { name: 'Build  server' });
  await createToken(person, { name: 'Other' });
  const channel = await createChannel(person);
  const call = () => postAsService(channelUrl(baseURL, channel.uniqueName, token), { text: 'Hi' });
  expect((await call()).status).toBe(204);
  await page.goto(TOKENS_PATH);
  const dialog = await askToDelete(page, 'Build server');
  await expect(dialog).toContainText('Integrations that use this token will fail at once.');
  await expect(dialog).toContainText(/Last used .*1 call in all/);
  await expect(dialog).toContainText('generate a new token first');
  await expectAccessible(page, 'the dialog of a token that is in use');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  expect((await call()).status).toBe(204);

  await askToDelete(page, 'Build server');
  const confirm = dialog.getByRole('button', { name: 'Delete token' });
  const name = dialog.getByRole('textbox', { name: 'To delete it for good, type Build server' });
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await expect(confirm).toHaveAccessibleDescription(/used within a day/);
  await confirm.click({ force: true });
  await name.fill('Other');
  await name.press('Enter');
  await expect(dialog.getByText('This is not its name.')).toBeVisible();
  expect((await call()).status).toBe(204);
  await name.fill('Build server');
  await expect(confirm).not.toHaveAttribute('aria-disabled');
  await confirm.click();
  await expect(rowOf(page, 'Build server')).toHaveCount(0);
  await expect(rowOf(page, 'Other')).toBeVisible();
  expect((await call()).status).toBe(401);
  await page.reload();
  await expect(rowOf(page, 'Other')).toBeVisible();
  await expect(rowOf(page, 'Build server')).toHaveCount(0);
});

test('S17 one used today is switched off instead with one click, and can be switched on again', async ({
  page,
  person,
  baseURL,
}) => {
  const { token } = await createToken(person, { name: 'In use' });
  const channel = await createChannel(person);
  const call = () => postAsService(channelUrl(baseURL, channel.uniqueName, token), { text: 'Hi' });
  await page.goto(TOKENS_PATH);
  // The list was drawn before the first call, so the dialog has to read it again.
  expect((await call()).status).toBe(204);
  const dialog = await askToDelete(page, 'In use');
  await dialog.getByRole('button', { name: 'Switch off instead' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'More for In use' })).toBeFocused();
  await expect(rowOf(page, 'In use').getByRole('switch')).not.toBeChecked();
  expect((await call()).status).toBe(401);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(page, 'In use').getByRole('switch')).toBeChecked();
  await expect.poll(async () => (await call()).status).toBe(204);
});

test('S17 one that was not used for a day goes with one click; at five nobody is told to generate first', async ({
  page,
  person,
}) => {
  const old = await createToken(person, { name: 'Old' });
  await usedAgo(old.id, DAY_MS + 60_000);
  for (const number of [2, 3, 4]) await createToken(person, { name: `Token ${number}` });
  await page.goto(TOKENS_PATH);
  const dialog = await askToDelete(page, 'Old');
  // At midnight a day and a minute reach back two days.
  await expect(dialog).toContainText(/Last used (yesterday|2 days ago), 3 calls in all\./);
  await expect(dialog).toContainText('generate a new token first');
  await page.keyboard.press('Escape');
  await createToken(person, { name: 'Token 5' });
  await page.reload();
  await askToDelete(page, 'Old');
  await expect(dialog).toContainText('switch it off first');
  await expect(dialog).not.toContainText('generate');
  await expect(dialog.getByRole('textbox')).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Switch off instead' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Delete token' }).click();
  await expect(rowOf(page, 'Old')).toHaveCount(0);
  await expect(page.getByText('4 of 5')).toBeVisible();

  const used = await createToken(person, { name: 'Used' });
  await usedAgo(used.id, DAY_MS - 60_000);
  await page.reload();
  await askToDelete(page, 'Used');
  const inUse = page.getByRole('dialog', { name: 'Delete “Used”?' });
  await expect(inUse.getByRole('button', { name: 'Switch off instead' })).toBeVisible();
  await expect(inUse).not.toContainText('generate');
});

test('S17 after deleting, the focus is in the next row, else in the one before, else on the heading', async ({
  page,
  person,
}) => {
  // The list has the newest first: C, B, A.
  for (const name of ['A', 'B', 'C']) await createToken(person, { name });
  await page.goto(TOKENS_PATH);
  const remove = async (name: string) => {
    const dialog = await askToDelete(page, name);
    await dialog.getByRole('button', { name: 'Delete token' }).click();
    await expect(dialog).toBeHidden();
  };
  await remove('B');
  await expect(rowOf(page, 'A').getByRole('link')).toBeFocused();
  await remove('A');
  await expect(rowOf(page, 'C').getByRole('link')).toBeFocused();
  await remove('C');
  await expect(page.getByText('No tokens yet')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Generated Tokens' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Generate New Token' })).toBeFocused();
});

test('S17 a token that was never used says so, and deleting it from its history leads to the list', async ({
  page,
  person,
}) => {
  const { id } = await createToken(person, { name: 'Unused' });
  await page.goto(`${TOKENS_PATH}/${id}`);
  const dialog = await askToDelete(page, 'Unused');
  await expect(dialog).toContainText('It was never used.');
  await dialog.getByRole('button', { name: 'Delete token' }).click();
  await expect(page).toHaveURL(new RegExp(`${TOKENS_PATH}$`));
  await expect(page.getByText('No tokens yet')).toBeVisible();
  await page.goto(`${TOKENS_PATH}/${id}`);
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
});
