import type { Page } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { clipboardOf, TOKENS_PATH, tabTo } from '../support/tokens-page';

test.use({ steppedUp: false, withPasskey: true, permissions: ['clipboard-read', 'clipboard-write'] });

test('S8 S11 S19 by keyboard alone: gate, new token, endpoint, call, message, delete', async ({
  page,
  person,
}) => {
  const channel = await createChannel(person, { name: 'Keyboard builds' });
  await page.goto(TOKENS_PATH);
  await expect(page.getByRole('button', { name: 'Continue' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('timer')).toContainText('left');

  await tabTo(page, page.getByRole('button', { name: 'Generate New Token' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('new-token')).toBeVisible();
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Get Webhook URL' }));
  await page.keyboard.press('Enter');

  const popup = page.getByRole('dialog', { name: 'Get Webhook URL' });
  await tabTo(page, popup.getByRole('radio', { name: 'Channels' }));
  await page.keyboard.press('ArrowRight');
  await expect(popup.getByRole('radio', { name: 'Bots' })).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await tabTo(page, popup.getByRole('combobox', { name: 'Channel' }));
  await page.keyboard.press('Enter');
  await expect(page.getByPlaceholder('Search channels')).toBeFocused();
  await page.keyboard.type('keyboard bu');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByPlaceholder('Search channels')).toBeHidden();
  const copy = popup.getByRole('button', { name: 'Copy Channels Message Endpoint' });
  await tabTo(page, copy);
  await page.keyboard.press('Enter');
  await expect(copy).toHaveText('Copied');
  const url = await clipboardOf(page);
  expect((await postAsService(url, { text: 'Sent by keyboard' })).status).toBe(204);
  await page.keyboard.press('Escape');
  await expect(popup).toBeHidden();

  await tabTo(page, page.getByRole('button', { name: 'More for By keyboard' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Usage history' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('Enter');
  // The token was used just now, so deleting asks for its name.
  await tabTo(page, page.getByRole('textbox', { name: 'To delete it for good, type By keyboard' }));
  await page.keyboard.type('By keyboard');
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Delete token' });
  await tabTo(page, confirm);
  await expect(confirm).not.toHaveAttribute('aria-disabled');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No tokens yet')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Generated Tokens' })).toBeFocused();
  expect((await postAsService(url, { text: 'Too late' })).status).toBe(401);
  await page.goto(`/channels/${channel.uniqueName}`);
  await expect(page.getByRole('article').filter({ hasText: 'Sent by keyboard' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('S8 S11 S19 with a finger: gate, new token, endpoint, call, message', async ({ page, person }) => {
    const channel = await createChannel(person, { name: 'Phone builds' });
    await createToken(person, { name: 'Earlier' });
    await page.goto(TOKENS_PATH);
    await page.getByRole('button', { name: 'Continue' }).tap();
    await expect(page.getByRole('timer')).toContainText('left');
    await expectNoSideways(page);
    await page.getByRole('button', { name: 'Generate New Token' }).tap();
    await page.getByRole('textbox', { name: 'Name' }).fill('From my phone');
    await page.getByRole('button', { name: 'Generate', exact: true }).tap();
    await expect(page.getByTestId('new-token')).toBeVisible();
    await expectNoSideways(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Get Webhook URL' }).tap();
    const popup = page.getByRole('dialog', { name: 'Get Webhook URL' });
    await popup.getByRole('combobox', { name: 'Channel' }).tap();
    await page.getByRole('option', { name: 'Phone builds' }).tap();
    await popup.getByRole('button', { name: 'Copy Channels Message Endpoint' }).tap();
    await expect(popup.getByRole('button', { name: 'Copy Channels Message Endpoint' })).toHaveText('Copied');
    await expectNoSideways(page);
    const url = await clipboardOf(page);
    expect((await postAsService(url, { text: 'Sent from a phone' })).status).toBe(204);
    await page.keyboard.press('Escape');

    const cards = page.getByRole('list', { name: 'Generated Tokens' }).getByRole('listitem');
    await expect(cards).toHaveCount(2);
    const card = cards.filter({ hasText: 'From my phone' });
    await card.getByRole('button', { name: 'Rename From my phone' }).tap();
    await page.getByRole('textbox', { name: 'New name of From my phone' }).fill('Renamed');
    await page.keyboard.press('Enter');
    const renamed = cards.filter({ hasText: 'Renamed' });
    await renamed.getByRole('switch').tap();
    await expect(renamed.getByRole('switch')).not.toBeChecked();
    await expect.poll(async () => (await postAsService(url, { text: 'Off' })).status).toBe(401);
    await renamed.getByRole('link').tap();
    await expect(page.getByRole('table', { name: 'Calls' })).toBeVisible();
    await expectNoSideways(page);
    await page
      .getByRole('link', { name: /call in full/ })
      .last()
      .tap();
    await expect(page.getByRole('dialog', { name: 'Call' })).toContainText('Sent from a phone');
    await page.goto(`/channels/${channel.uniqueName}`);
    await expect(page.getByRole('article').filter({ hasText: 'Sent from a phone' })).toBeVisible();
    await expectNoSideways(page);
  });
});

/** Expects nothing to be wider than the screen. */
async function expectNoSideways(page: Page) {
  const hidden = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(hidden).toBe(0);
}
