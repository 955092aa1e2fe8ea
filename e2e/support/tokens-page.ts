import type { Locator, Page } from 'playwright/test';

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
