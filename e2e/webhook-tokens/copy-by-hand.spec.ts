import type { Page } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { expectAccessible } from '../accessibility/axe';
import { startOwnServer } from '../support/own-server';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { rowOf, TOKENS_PATH } from '../support/tokens-page';
import { post, urlOf } from '../webhooks/call';

/** The text that pasting inserts, for pages that may not read the clipboard. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'pasted';
    // A dialog holds the focus, so the field goes inside it.
    (document.querySelector('[role="dialog"]') ?? document.body).append(field);
    field.focus();
  });
  await page.keyboard.press('Control+V');
  const text = await page.locator('#pasted').inputValue();
  await page.evaluate(() => document.querySelector('#pasted')?.remove());
  return text;
}

test('S15 on plain http under a name of its own, Copy works everywhere', async ({
  playwright,
  person,
}, info) => {
  test.slow();
  const { token } = await createToken(person, { name: 'Build server' });
  const channel = await createChannel(person, { name: 'Plain builds' });
  const server = await startOwnServer({ PUBLIC_URL: 'http://postern.test:PORT' });
  const { launchOptions } = info.project.use;
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), '--host-resolver-rules=MAP postern.test 127.0.0.1'],
  });
  try {
    const context = await browser.newContext();
    await signIn(context, person, { steppedUp: true });
    const [cookie] = await context.cookies();
    await context.addCookies([{ name: cookie!.name, value: cookie!.value, url: server.url }]);
    const page = await context.newPage();
    await page.goto(server.url + TOKENS_PATH);
    expect(await page.evaluate(() => [isSecureContext, 'clipboard' in navigator])).toEqual([false, false]);

    const row = rowOf(page, 'Build server');
    await row.hover();
    const copy = row.getByRole('button', { name: 'Copy to clipboard: Build server' });
    await copy.click();
    await expect(row.getByText('Copied')).toBeVisible();
    await expect(copy).toBeFocused();
    expect(await pasted(page)).toBe(token);

    await page.goto(`${server.url}${TOKENS_PATH}?module=channels&target=${channel.uniqueName}`);
    const popup = page.getByRole('dialog', { name: 'Get Webhook URL' });
    const endpoint = popup.getByRole('button', { name: 'Copy Channels Message Endpoint' });
    await endpoint.click();
    await expect(endpoint).toHaveText('Copied');
    const path = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token}`;
    expect(await pasted(page)).toBe(server.url + path);
    await popup.getByRole('button', { name: 'Copy curl' }).click();
    // The line breaks are kept.
    await expect
      .poll(() => pasted(page))
      .toMatch(/^curl 'http:\/\/postern\.test.*' \\\n {2}-H .*\\\n {2}-H .*\\\n {2}-d /);

    await page.goto(`${server.url}/channels/${channel.uniqueName}`);
    await page.getByRole('button', { name: 'More about this channel' }).click();
    await page.getByRole('menuitem', { name: 'Copy channel ID' }).click();
    await expect(page.getByText(`Copied ${channel.id}`)).toBeVisible();
    expect(await pasted(page)).toBe(channel.id);
  } finally {
    await browser.close();
    await server.stop();
  }
});

test.describe('where the browser does not copy at all', () => {
  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
      Document.prototype.execCommand = () => false;
    }),
  );

  /** The dialog with the text, all of it selected. */
  async function expectSelected(page: Page, text: string) {
    const dialog = page.getByRole('dialog', { name: 'Copy it by hand' });
    const field = dialog.getByRole('textbox', { name: 'Text to copy' });
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(text);
    const selected = () => field.evaluate((el: HTMLTextAreaElement) => el.selectionEnd - el.selectionStart);
    await expect.poll(selected).toBe(text.length);
    await expectAccessible(page, 'copying by hand');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }

  test('S15 the real text is shown selected, over the list and over a dialog, and the focus goes back', async ({
    page,
    person,
    baseURL,
  }) => {
    const { token } = await createToken(person, { name: 'Build server' });
    const { uniqueName } = await createChannel(person);
    await page.goto(TOKENS_PATH);
    const row = rowOf(page, 'Build server');
    await row.hover();
    const copy = row.getByRole('button', { name: 'Copy to clipboard: Build server' });
    await copy.click();
    await expectSelected(page, token);
    await expect(copy).toBeFocused();
    await expect(row.getByText('Copied')).toHaveCount(0);

    await page.goto(`${TOKENS_PATH}?module=channels&target=${uniqueName}`);
    const popup = page.getByRole('dialog', { name: 'Get Webhook URL' });
    const endpoint = popup.getByRole('button', { name: 'Copy Channels Message Endpoint' });
    await endpoint.click();
    await expectSelected(page, `${baseURL}/api/v2/channelsbyname/${uniqueName}/message?zapikey=${token}`);
    await expect(popup).toBeVisible();
    await expect(endpoint).toBeFocused();
  });

  test('the link of a message is shown selected, too, and nothing says that it was copied', async ({
    page,
    person,
    baseURL,
  }) => {
    const { token } = await createToken(person);
    const { uniqueName } = await createChannel(person);
    expect((await post(urlOf.channel(uniqueName, token), { text: 'Build 128 passed' })).status).toBe(204);
    await page.goto(`/channels/${uniqueName}`);
    await page.getByRole('button', { name: 'More about this message' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Copy link' }).press('Enter');
    await expectSelected(page, `${baseURL}/channels/${uniqueName}?message=1`);
    await expect(page.getByText(/^Link copied/)).toHaveCount(0);
  });
});
