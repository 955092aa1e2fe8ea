import type { Locator } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { unique } from '@/prisma/factories/unique';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';
import { post, urlOf } from '../webhooks/call';

const lockIn = (place: Locator) => place.getByRole('img', { name: 'Private channel' });

test('a private channel shows its lock wherever it is named, an open one nowhere', async ({
  page,
  person,
}) => {
  const name = unique('Secret');
  const secret = await createChannel(person, { name, access: 'PRIVATE' });
  const open = await createChannel(person);
  const { token } = await createToken(person);
  const say = (text: string, more: object = {}) =>
    post(urlOf.channel(secret.uniqueName, token), { text, sync_message: true, ...more });
  const root = await say(`Between us: {#${secret.uniqueName}} and {#${open.uniqueName}}`);
  expect(root.status).toBe(200);
  const answer = await say('In a thread', { thread_message_id: root.json?.message_id });
  expect(answer.status).toBe(200);

  await page.goto(`/channels/${secret.uniqueName}`);
  const main = page.getByRole('main');
  const rail = page.getByRole('navigation', { name: 'Main' });
  await expect(lockIn(main.getByRole('heading', { level: 1 }))).toBeVisible();
  await expect(lockIn(rail.getByRole('link', { name }))).toBeVisible();
  await expect(lockIn(rail)).toHaveCount(1);
  const message = page.getByRole('article').filter({ hasText: 'Between us' });
  await expect(lockIn(message.getByRole('link', { name: secret.uniqueName }))).toBeVisible();
  await expect(lockIn(message)).toHaveCount(1);

  await page.getByRole('button', { name: /^Members, / }).click();
  await expect(lockIn(page.getByRole('dialog', { name: 'Members' }))).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search and commands' }).fill(name);
  await expect(lockIn(page.getByRole('option', { name }))).toBeVisible();
  await page.keyboard.press('Escape');

  await message.getByRole('link', { name: /1 reply/ }).click();
  await expect(page).toHaveURL(/\/threads\//);
  await expect(lockIn(main.getByRole('banner').or(main.locator('header')).first())).toBeVisible();

  await page.goto('/bots-and-tools/channels');
  await expect(lockIn(main.getByRole('listitem').filter({ hasText: name }))).toBeVisible();
  await expect(lockIn(main.getByRole('listitem').filter({ hasText: open.uniqueName }))).toHaveCount(0);

  await page.goto(`${TOKENS_PATH}?module=channels&target=${secret.uniqueName}`);
  const dialog = page.getByRole('dialog', { name: 'Get Webhook URL' });
  await expect(lockIn(dialog.getByRole('combobox', { name: 'Channel' }))).toBeVisible();
});
