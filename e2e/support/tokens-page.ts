import { expect, type Locator, type Page } from 'playwright/test';

/** Where the Webhook Tokens module is. */
export const TOKENS_PATH = '/bots-and-tools/webhook-tokens';

/** A token's line of Generated Tokens. */
export function rowOf(page: Page, name: string): Locator {
  const rename = page.getByRole('button', { name: `Rename ${name}` });
  return page.getByRole('row').filter({ has: rename });
}

/** What the clipboard holds. The context needs the permission `clipboard-read`. */
export function clipboardOf(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The endpoint of a channel, complete with a token, as the specification writes it. */
export function channelUrl(baseURL: string | undefined, uniqueName: string, token: string): string {
  return `${baseURL}/api/v2/channelsbyname/${uniqueName}/message?zapikey=${token}`;
}

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator) {
  await expect(target.first()).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${target}.`);
}
